-- 一车一条：登记到被执行人名下的日期晚于终本日期。
-- 每件终本案件的每名被执行人（清单一行可能有几名，、分隔）；已恢复执行的除外。先只看号码。
WITH named AS (
    SELECT debtor_id_norm AS id, terminated FROM terminated_cases WHERE resumed IS NULL AND terminated IS NOT NULL AND debtor_id_norm IS NOT NULL
    UNION ALL
    SELECT unnest(string_split(debtor_id_norms, '、')), terminated FROM terminated_cases
    WHERE resumed IS NULL AND terminated IS NOT NULL AND debtor_id_norms IS NOT NULL
),
-- 其中终本以后登记了车辆的：收成一个列表，数据库才知道他们很少。
few AS (
    SELECT unnest(list(DISTINCT o.id)) AS id
    FROM (SELECT owner_id_norm AS id, since FROM vehicles WHERE owner_id_norm IS NOT NULL
          UNION ALL SELECT unnest(string_split(owner_id_norms, '、')), since FROM vehicles WHERE owner_id_norms IS NOT NULL) o
    JOIN named n ON n.id = o.id AND n.terminated < o.since
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
-- 共有的车辆一行几个号码。
owned AS (
    SELECT owner_id_norm AS id, * FROM vehicles WHERE owner_id_norm IN (SELECT id FROM few WHERE id IS NOT NULL)
    UNION ALL
    SELECT unnest(string_split(owner_id_norms, '、')) AS id, * FROM vehicles
    WHERE owner_id_norms IS NOT NULL
),
hits AS (
    SELECT o.*, coalesce(norm_vin(vin), plate) AS vehicle FROM owned o
    WHERE id IN (SELECT id FROM unresolved WHERE id IS NOT NULL)
),
-- 这些车辆的全部登记：号牌会换，先按车辆识别代号认；共有的一人一行，没有号码的也在。
registrations AS (
    SELECT norm_id(unnest(coalesce(string_split(owner_id, '、'), ['']))) AS id,
           coalesce(norm_vin(vin), plate) AS vehicle, owner, since, loaded, place
    FROM (SELECT * FROM vehicles WHERE vin IN (SELECT vehicle FROM hits WHERE vehicle IS NOT NULL)
          UNION ALL
          SELECT * FROM vehicles WHERE plate IN (SELECT vehicle FROM hits WHERE norm_vin(vehicle) IS NULL)
                                   AND NOT coalesce(vin IN (SELECT vehicle FROM hits), false))
),
-- 最新的一次登记：先看装入的先后，再看登记日期。
newest AS (
    SELECT vehicle, owner, since, place FROM registrations
    QUALIFY row_number() OVER (PARTITION BY vehicle ORDER BY loaded DESC, since DESC NULLS LAST, place DESC, id) = 1
),
-- 取得以前已经终本的案件；案号写其中最后终本的一件。
got AS (
    SELECT h.place, h.id, max(c.terminated) AS terminated, last(c.number ORDER BY c.terminated, c.number) AS number,
           last(c.court ORDER BY c.terminated, c.number) AS court, last(c.place ORDER BY c.terminated, c.number) AS case_place,
           max(c.debtor) AS debtor,
           sum(greatest(c.unpaid, 0)) AS unpaid,
           list(fact('终本案件', concat_ws('，', c.number, c.court, '终本 ' || c.terminated,
                                           '未履行 ' || yuan(c.unpaid) || ' 元'), c.place)
                ORDER BY c.terminated, c.number) AS cases
    FROM hits h JOIN unresolved c ON c.id = h.id AND c.terminated < h.since
    GROUP BY h.place, h.id
),
judged AS (
    SELECT h.*, g.* EXCLUDE (place, id), NOT EXISTS (SELECT 1 FROM registrations r
                   WHERE r.place = n.place AND (r.id = h.id OR r.id IS NULL AND r.owner = h.owner)) AS has_passed, n.owner AS newest_owner, n.since AS newest_since, n.place AS newest_place,
           -- 转出、盗抢、注销、强制注销、报废；查封；读不懂的是不明。
           vehicle_state(state) AS letters, coalesce(translate(letters, 'BCEMP', '') <> letters, false) AS is_gone,
           coalesce(contains(letters, '?'), true) AS is_stateless,
           coalesce(add_months(inspection_until, $months_missed::INTEGER) < $today, false) AS is_unused
    FROM hits h JOIN got g ON g.place = h.place AND g.id = h.id JOIN newest n ON n.vehicle = h.vehicle
    -- 原来就是他的：变更登记、转入登记，不是取得。
    WHERE NOT coalesce(norm_id(h.former_id) = h.id, false)
      AND NOT EXISTS (SELECT 1 FROM registrations r
                      WHERE r.vehicle = h.vehicle AND r.id = h.id AND r.since < h.since)
    QUALIFY row_number() OVER (PARTITION BY h.vehicle, h.id ORDER BY h.loaded DESC, h.place DESC) = 1
),
kept AS (
    SELECT *, CASE WHEN has_passed THEN concat_ws(' ', newest_since, '起登记在', newest_owner, '名下')
                   WHEN is_gone THEN '现登记状态为 ' || state END AS gone_to
    FROM judged WHERE NOT is_unused
)
SELECT vehicle || ' ' || id AS key, CASE WHEN gone_to IS NULL THEN 'bought' ELSE 'bought-and-gone' END AS rule,
       number AS case_number, court, [debtor, owner] AS parties,
       CASE WHEN unpaid > 0 THEN unpaid END AS amount, since AS act_date,
       (gone_to IS NULL)::INTEGER * 10000000000000 + least(coalesce(unpaid, 0), 9999999999999) AS rank,
       [CASE WHEN is_stateless THEN 'state' END, CASE WHEN former_id IS NULL AND since > first_registered THEN 'moved' END] AS missing,
       ['paid-when', 'reported', 'restricted', CASE WHEN acquired IS NULL THEN 'inherited' END, 'sold', 'lease', 'affiliated',
        CASE WHEN mortgaged IS NOT NULL AND mortgaged NOT IN ('0', '否', '无') THEN 'mortgaged' END, 'where',
        CASE WHEN coalesce(unpaid, 0) = 0 THEN 'plain' END] AS questions,
       [fact('号牌号码', plate, place), fact('车辆识别代号', vin, place), fact('品牌', make, place),
        fact('使用性质', use, place), fact('所有人', owner, place), fact('机动车状态', state, place),
        fact('登记日期', since, place), fact('初次登记日期', first_registered, place), fact('获得方式', acquired, place),
        fact('销售价格', yuan(price), place), fact('原所有人', former, place), fact('终本日期', terminated, case_place),
        fact('去向', gone_to, newest_place)] || cases AS facts
FROM kept
