-- 一处一条：登记（网签）日期晚于终本日期。
-- 每件终本案件的每名被执行人（清单一行可能有几名，、分隔）；已恢复执行的除外。先只看号码。
WITH named AS (
    SELECT debtor_id_norm AS id, terminated FROM terminated_cases WHERE resumed IS NULL AND terminated IS NOT NULL AND debtor_id_norm IS NOT NULL
    UNION ALL
    SELECT unnest(string_split(debtor_id_norms, '、')), terminated FROM terminated_cases
    WHERE resumed IS NULL AND terminated IS NOT NULL AND debtor_id_norms IS NOT NULL
),
-- 他们的配偶（清单里谁写在前都算）。
couples AS (
    SELECT holder, id, since, "until", place
    FROM (SELECT relative_id_norm AS holder, person_id_norm AS id, * FROM kin
          UNION ALL SELECT person_id_norm, relative_id_norm, * FROM kin)
    WHERE (contains(relation, '配偶') OR relation IN ('夫', '妻', '夫妻', '丈夫', '妻子')) AND id IN (SELECT id FROM named WHERE id IS NOT NULL)
),
-- 终本以后登记了房屋的，和有配偶的：收成一个列表，数据库才知道他们很少。
few AS (
    SELECT unnest(list(DISTINCT id)) AS id
    FROM (SELECT o.id
          FROM (SELECT owner_id_norm AS id, since FROM real_estate WHERE owner_id_norm IS NOT NULL
                UNION ALL SELECT unnest(string_split(owner_id_norms, '、')), since FROM real_estate WHERE owner_id_norms IS NOT NULL) o
          JOIN named n ON n.id = o.id AND n.terminated < o.since
          UNION ALL SELECT id FROM couples UNION ALL SELECT holder FROM couples)
),
-- 他们的终本案件，每名被执行人一行；同一件写了两次的算一次，后来装入的代替先前的。
closed AS (
    SELECT * FROM (
        SELECT norm_id(unnest(string_split(debtor_id, '、'))) AS id,
               unnest(CASE WHEN len(string_split(debtor, '、')) = len(string_split(debtor_id, '、'))
                           THEN string_split(debtor, '、') END) AS debtor,
               case_number_norm AS number,
               coalesce(court, case_court(case_number)) AS court, terminated,
               coalesce(unpaid, claim - coalesce(paid, 0)) AS unpaid, place, loaded
        FROM (SELECT * FROM terminated_cases WHERE debtor_id_norm IN (SELECT id FROM few WHERE id IS NOT NULL)
              UNION ALL SELECT * FROM terminated_cases WHERE debtor_id_norms IS NOT NULL)
        WHERE resumed IS NULL)
    WHERE id IN (SELECT id FROM few WHERE id IS NOT NULL)
    QUALIFY row_number() OVER (PARTITION BY id, number ORDER BY loaded DESC, place DESC) = 1
),
-- 执行案件（有的话）记有恢复执行、履行完毕的，也除外。
unresolved AS (
    SELECT * FROM closed
    WHERE terminated IS NOT NULL
      AND number NOT IN (SELECT case_number_norm FROM cases
                         WHERE case_number_norm IN (SELECT number FROM closed WHERE number IS NOT NULL)
                           AND (resumed IS NOT NULL OR satisfied IS NOT NULL) AND case_number IS NOT NULL)
),
-- 限制消费的起止（送达日起，没有送达日的从作出日起）；没有装入的，就没有行。
restricted AS (
    SELECT norm_id(unnest(string_split(person_id, '、'))) AS id, coalesce(served, made) AS begun, lifted,
           case_number_norm AS number, place
    FROM (SELECT * FROM restrictions WHERE person_id_norm IN (SELECT id FROM few WHERE id IS NOT NULL)
          UNION ALL SELECT * FROM restrictions WHERE person_id_norms IS NOT NULL)
    WHERE coalesce(served, made) IS NOT NULL
      AND (contains(kind, '限制消费') OR contains(kind, '限制高消费') OR contains(kind, '限消') OR contains(kind, '限高'))
),
-- 谁的取得算到哪名被执行人：他本人，或者他的配偶。
holders AS (
    SELECT id AS holder, id, NULL::DATE AS married, NULL::DATE AS divorced, false AS is_spouse, NULL AS kin_place
    FROM (SELECT DISTINCT id FROM unresolved)
    UNION ALL
    SELECT holder, id, since, "until", true, place FROM couples
    WHERE id IN (SELECT id FROM unresolved WHERE id IS NOT NULL) AND holder NOT IN (SELECT id FROM unresolved)
),
-- 共有的一行几个号码。
owned AS (
    SELECT owner_id_norm AS holder, * FROM real_estate WHERE owner_id_norm IN (SELECT id FROM few WHERE id IS NOT NULL)
    UNION ALL
    SELECT unnest(string_split(owner_id_norms, '、')) AS holder, * FROM real_estate
    WHERE owner_id_norms IS NOT NULL
),
hits AS (
    SELECT o.*, w.id, w.married, w.divorced, w.is_spouse, w.kin_place, coalesce(unit, certificate, contract, location) AS house,
           contains(owner_id, '、') OR coalesce(contains(shares, '共有') AND NOT contains(shares, '单独'), false) AS is_joint
    FROM owned o JOIN holders w ON w.holder = o.holder
    -- 不是取得的登记。
    WHERE NOT coalesce(contains(kind, '变更') OR contains(kind, '更正') OR contains(kind, '换证') OR contains(kind, '补证')
                       OR contains(kind, '抵押') OR contains(kind, '查封') OR contains(kind, '异议') OR contains(kind, '注销')
                       OR contains("right", '抵押'), false)
      AND NOT coalesce(contains(state, '注销') OR contains(state, '撤销') OR contains(state, '灭失'), false)
      AND NOT coalesce(w.divorced <= o.since, false) AND NOT coalesce(w.married > o.since, false)
),
-- 同一处的全部登记：单元号、权证号、合同号、坐落，按有的认；共有的一人一行。
registrations AS (
    SELECT norm_id(unnest(coalesce(string_split(owner_id, '、'), ['']))) AS holder,
           coalesce(unit, certificate, contract, location) AS house, owner, since, loaded, place
    FROM real_estate WHERE coalesce(unit, certificate, contract, location) IN (SELECT house FROM hits WHERE house IS NOT NULL)
      AND NOT coalesce(contains(kind, '抵押') OR contains(kind, '查封') OR contains(kind, '异议'), false)
),
newest AS (
    SELECT house, owner, place FROM registrations
    QUALIFY row_number() OVER (PARTITION BY house ORDER BY loaded DESC, since DESC NULLS LAST, place DESC, holder) = 1
),
-- 取得以前已经终本的案件；案号写其中最后终本的一件。
got AS (
    SELECT h.place, h.id, max(c.terminated) AS terminated, last(c.number ORDER BY c.terminated, c.number) AS number,
           last(c.court ORDER BY c.terminated, c.number) AS court, last(c.place ORDER BY c.terminated, c.number) AS case_place,
           max(c.debtor) AS debtor, sum(greatest(c.unpaid, 0)) AS unpaid,
           list(fact('终本案件', concat_ws('，', c.number, c.court, '终本 ' || c.terminated,
                                           '未履行 ' || yuan(c.unpaid) || ' 元'), c.place)
                ORDER BY c.terminated, c.number) AS cases
    FROM hits h JOIN unresolved c ON c.id = h.id AND c.terminated < h.since
    GROUP BY h.place, h.id
),
judged AS (
    SELECT h.*, g.* EXCLUDE (place, id), n.owner AS newest_owner, n.place AS newest_place,
           CASE WHEN h.is_spouse THEN 'spouse'
                WHEN NOT EXISTS (SELECT 1 FROM registrations r WHERE r.place = n.place AND (r.holder = h.holder OR r.holder IS NULL AND r.owner = h.owner)) THEN 'gone'
                WHEN h.is_joint THEN 'joint' ELSE 'own' END AS rule,
           (SELECT min(x.begun) FROM restricted x
            WHERE x.id = h.id AND x.begun < h.since AND NOT coalesce(x.lifted <= h.since, false)) AS restricted_since,
           (SELECT first(x.place ORDER BY x.begun, x.place) FROM restricted x
            WHERE x.id = h.id AND x.begun < h.since AND NOT coalesce(x.lifted <= h.since, false)) AS restricted_place
    FROM hits h JOIN got g ON g.place = h.place AND g.id = h.id JOIN newest n ON n.house = h.house
    -- 原来就是他的；配偶只列单独登记、而且现在仍是她（他）的。
    WHERE NOT coalesce(norm_id(h.former_id) = h.holder, false)
      AND NOT EXISTS (SELECT 1 FROM registrations r WHERE r.house = h.house AND r.holder = h.holder AND r.since < h.since)
      AND NOT (h.is_spouse AND (h.is_joint OR NOT EXISTS (SELECT 1 FROM registrations r WHERE r.place = n.place AND r.holder = h.holder)))
    QUALIFY row_number() OVER (PARTITION BY h.house, h.id ORDER BY h.is_spouse, h.loaded DESC, h.place DESC, h.kin_place) = 1
)
SELECT house || ' ' || id AS key, rule, number AS case_number, court, [debtor, owner] AS parties,
       CASE WHEN unpaid > 0 THEN unpaid END AS amount, since AS act_date,
       CASE rule WHEN 'own' THEN 3 WHEN 'joint' THEN 2 WHEN 'spouse' THEN 1 ELSE 0 END * 100000000000000
           + (restricted_since IS NOT NULL)::INTEGER * 10000000000000 + least(coalesce(unpaid, 0), 9999999999999) AS rank,
       [CASE WHEN kind IS NULL THEN 'kind' END, CASE WHEN is_spouse AND married IS NULL THEN 'married' END] AS missing,
       ['payer', 'reported', 'home', CASE WHEN is_joint THEN 'share' END, CASE WHEN reason IS NULL THEN 'inherited' END, 'sold',
        CASE WHEN contract IS NOT NULL AND certificate IS NULL THEN 'contract-only' END, CASE WHEN mortgagee IS NOT NULL THEN 'mortgaged' END,
        'restricted', CASE WHEN is_spouse THEN 'spouse-own' END, CASE WHEN coalesce(unpaid, 0) = 0 THEN 'plain' END] AS questions,
       [fact('坐落', coalesce(location, house), place), fact('不动产单元号', unit, place), fact('不动产权证号', certificate, place),
        fact('网签合同号', contract, place), fact('权利人', owner, place), fact('共有情况', shares, place), fact('登记类型', kind, place),
        fact('登记原因', reason, place), fact('登记日期', since, place), fact('取得价格', yuan(price), place), fact('原权利人', former, place),
        fact('抵押权人', mortgagee, place), fact('查封机关', seal, place), fact('查封终止日期', seal_until, place),
        fact('后来登记在', CASE WHEN rule = 'gone' THEN newest_owner END, newest_place), fact('终本日期', terminated, case_place),
        fact('限制消费日期', restricted_since, restricted_place), fact('婚姻登记日期', married, kin_place)] || cases AS facts
FROM judged
