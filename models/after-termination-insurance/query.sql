-- 一张保单一条：终本以后、限制消费期间投保，或者限制消费以后仍须缴费。
-- 每件终本案件的每名被执行人（清单一行可能有几名，、分隔）；已恢复执行的除外。先只看号码。
WITH named AS (
    SELECT debtor_id_norm AS id FROM terminated_cases WHERE resumed IS NULL AND terminated IS NOT NULL AND debtor_id_norm IS NOT NULL
    UNION ALL
    SELECT unnest(string_split(debtor_id_norms, '、')) FROM terminated_cases
    WHERE resumed IS NULL AND terminated IS NOT NULL AND debtor_id_norms IS NOT NULL
),
-- 其中投了保的：收成一个列表，数据库才知道他们很少。
few AS (
    SELECT unnest(list(DISTINCT owner_id_norm)) AS id FROM insurance
    WHERE owner_id_norm IN (SELECT id FROM named WHERE id IS NOT NULL)
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
hits AS (
    SELECT owner_id_norm AS id, * EXCLUDE (since), coalesce(signed, since) AS since FROM insurance
    WHERE owner_id_norm IN (SELECT id FROM unresolved WHERE id IS NOT NULL) AND NOT coalesce(former_id_norm = owner_id_norm, false)
      AND NOT coalesce(contains(product, '交强') OR contains(product, '交通事故责任强制') OR contains(product, '机动车') OR contains(product, '车险'), false)
),
-- 每名被执行人一行；案号写其中最后终本的一件。
debtors AS (
    SELECT c.id, max(c.terminated) AS terminated, last(c.number ORDER BY c.terminated, c.number) AS number,
           last(c.court ORDER BY c.terminated, c.number) AS court, last(c.place ORDER BY c.terminated, c.number) AS case_place,
           max(c.debtor) AS debtor, sum(greatest(c.unpaid, 0)) AS unpaid,
           list(fact('终本案件', concat_ws('，', c.number, c.court, '终本 ' || c.terminated,
                                           '未履行 ' || yuan(c.unpaid) || ' 元'), c.place)
                ORDER BY c.terminated, c.number) AS cases
    FROM unresolved c WHERE c.id IN (SELECT id FROM hits WHERE id IS NOT NULL) GROUP BY c.id
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
-- 投保时有效的限制消费；没有的，投保以后才有的限制消费。
during AS (
    SELECT h.place, min(CASE WHEN r.begun < h.since AND NOT coalesce(r.lifted <= h.since, false) THEN r.begun END) AS at_signing,
           min(CASE WHEN r.begun >= h.since AND r.lifted IS NULL THEN r.begun END) AS afterwards,
           first(r.place ORDER BY r.begun, r.place) FILTER (WHERE r.begun < h.since AND NOT coalesce(r.lifted <= h.since, false)) AS signing_place,
           first(r.place ORDER BY r.begun, r.place) FILTER (WHERE r.begun >= h.since AND r.lifted IS NULL) AS afterwards_place
    FROM hits h JOIN restricted r ON r.id = h.id GROUP BY h.place
),
judged AS (
    SELECT h.*, coalesce(g.terminated, d.terminated) AS terminated, coalesce(g.number, d.number) AS number,
           coalesce(g.court, d.court) AS court, coalesce(g.case_place, d.case_place) AS case_place, coalesce(g.debtor, d.debtor) AS debtor, coalesce(g.unpaid, d.unpaid) AS unpaid,
           coalesce(g.cases, d.cases) AS cases,
           CASE WHEN u.at_signing IS NOT NULL AND premium >= $high_premium * 100::BIGINT THEN 'restricted'
                WHEN g.place IS NOT NULL THEN 'bought'
                WHEN u.afterwards IS NOT NULL AND contains(pays, '交') AND NOT contains(pays, '趸')
                     AND contains(state, '有效') AND NOT coalesce("until" < $today, false)
                     AND add_months(u.afterwards, $paying_months::INTEGER) < least(coalesce(as_of, $today), $today) THEN 'paying' END AS rule,
           coalesce(u.at_signing, u.afterwards) AS restricted_since, coalesce(u.signing_place, u.afterwards_place) AS restricted_place
    FROM hits h JOIN debtors d ON d.id = h.id LEFT JOIN got g ON g.place = h.place AND g.id = h.id LEFT JOIN during u ON u.place = h.place
    QUALIFY row_number() OVER (PARTITION BY h.policy, h.company, h.id ORDER BY h.loaded DESC, h.place DESC) = 1
)
SELECT concat_ws(' ', policy, company, id) AS key, rule, number AS case_number, court, [debtor, owner] AS parties,
       CASE WHEN unpaid > 0 THEN unpaid END AS amount,
       CASE rule WHEN 'paying' THEN restricted_since ELSE since END AS act_date,
       CASE rule WHEN 'restricted' THEN 2 WHEN 'bought' THEN 1 ELSE 0 END * 10000000000000
           + least(coalesce(premium, premiums, 0), 9999999999999) AS rank,
       [CASE WHEN rule = 'paying' AND premium IS NULL THEN 'premium' END] AS missing,
       ['payer', 'kind', CASE WHEN restricted_since IS NOT NULL THEN 'permit' END, CASE WHEN rule = 'paying' THEN 'still-paid' END, 'reported',
        CASE WHEN coalesce(unpaid, 0) = 0 THEN 'plain' END] AS questions,
       [fact('保单号', policy, place), fact('保险公司', company, place), fact('险种名称', product, place), fact('投保人', owner, place),
        fact('被保险人', insured, place), fact('投保日期', since, place), fact('缴费方式', pays, place), fact('保费', yuan(premium), place),
        fact('累计保费', yuan(premiums), place), fact('现金价值', yuan(cash_value), place), fact('保单状态', state, place),
        fact('缴费账号', account, place), fact('限制消费日期', restricted_since, restricted_place), fact('终本日期', terminated, case_place),
        fact('数据日期', as_of, place)] || cases AS facts
FROM judged WHERE rule IS NOT NULL
