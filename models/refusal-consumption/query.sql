-- 一人一项一条：限制消费期间的支付和取得。
WITH orders AS NOT MATERIALIZED (
    SELECT *, case_number_norm AS number FROM restrictions WHERE contains(kind, '消费') AND coalesce(served, made) IS NOT NULL
),
limited_ids AS NOT MATERIALIZED (
    SELECT person_id_norm AS id FROM orders WHERE person_id_norm IS NOT NULL
    UNION ALL
    SELECT unnest(string_split(person_id_norms, '、')) FROM orders WHERE person_id_norms IS NOT NULL
),
-- 先只凭号码找出又被限制消费、又有支付和取得的人。收成一个列表：数据库才知道他们很少。
suspects AS (
    SELECT unnest(list(DISTINCT id)) AS id
    FROM (SELECT debtor_id_norm AS id FROM finding_clues
          UNION ALL SELECT owner_id_norm FROM real_estate WHERE since IS NOT NULL
          UNION ALL SELECT unnest(string_split(owner_id_norms, '、')) FROM real_estate WHERE since IS NOT NULL AND owner_id_norms IS NOT NULL
          UNION ALL SELECT owner_id_norm FROM insurance WHERE since IS NOT NULL)
    WHERE id IN (SELECT id FROM limited_ids WHERE id IS NOT NULL)
),
limited AS (
    SELECT id, person, number, coalesce(court, case_court(case_number)) AS court, coalesce(served, made) AS since,
           served IS NULL AS is_assumed, lifted, place
    FROM (SELECT *, person_id_norm AS id FROM orders WHERE person_id_norm IN (SELECT id FROM suspects WHERE id IS NOT NULL)
          UNION ALL
          SELECT *, unnest(string_split(person_id_norms, '、')) AS id FROM orders WHERE person_id_norms IS NOT NULL)
),
-- 共有的一行几个号码。
houses AS NOT MATERIALIZED (
    SELECT *, owner_id_norm AS id FROM real_estate WHERE owner_id_norm IN (SELECT id FROM suspects WHERE id IS NOT NULL)
    UNION ALL
    SELECT *, unnest(string_split(owner_id_norms, '、')) AS id FROM real_estate WHERE owner_id_norms IS NOT NULL
),
spent AS (
    SELECT debtor_id_norm AS id, id AS thing, 'spending' AS rule, "last" AS day,
           CASE class WHEN 'real_estate' THEN '购房支付' WHEN 'vehicle' THEN '购车支付' WHEN 'insurance' THEN '保费支付' ELSE '高消费支付' END AS what,
           amount, payee, reason, place
    FROM finding_clues
    WHERE standing = 'debtor' AND class IN ('consumption', 'real_estate', 'vehicle', 'insurance') AND coalesce(verdict, '') <> 'refuted'
    UNION ALL
    SELECT id, '不动产 ' || coalesce(unit, certificate, contract, location), 'bought', since,
           '房屋 ' || coalesce(location, certificate, unit), price, NULL, reason, place
    FROM houses
    WHERE since IS NOT NULL
      -- 不是取得的登记。
      AND NOT coalesce(contains(kind, '变更') OR contains(kind, '更正') OR contains(kind, '换证') OR contains(kind, '补证')
                       OR contains(kind, '抵押') OR contains(kind, '查封') OR contains(kind, '异议') OR contains(kind, '注销')
                       OR contains("right", '抵押'), false)
      AND NOT coalesce(contains(state, '注销') OR contains(state, '撤销') OR contains(state, '灭失'), false)
    UNION ALL
    SELECT owner_id_norm, '保单 ' || policy, 'bought', since, '保单 ' || concat_ws(' ', company, product), premium, company, NULL, place
    FROM insurance WHERE since IS NOT NULL AND owner_id_norm IN (SELECT id FROM suspects WHERE id IS NOT NULL)
),
broken AS (
    SELECT s.*, l.person, l.number, l.court, l.since, l.is_assumed, l.place AS limit_place
    FROM spent s JOIN limited l ON l.id = s.id
    WHERE s.day > l.since AND coalesce(s.day < l.lifted, true)
),
punished AS (
    SELECT debtor_id_norm AS id, least(coalesce(fined, detained), coalesce(detained, fined)) AS day, place FROM property_reports
    WHERE coalesce(fined, detained) IS NOT NULL
),
owing AS (SELECT case_number_norm AS number, greatest(max(claim) - coalesce(max(paid), 0), 0) AS open_amount FROM cases
          WHERE case_number_norm IN (SELECT number FROM broken WHERE number IS NOT NULL) GROUP BY 1),
-- 一项消费可能在几个限制令期间：从最早的一个起算。
one AS (
    SELECT id || ' ' || thing AS key, arg_min(b, concat(strftime(since, '%Y-%m-%d'), number, limit_place, place)) AS b,
           list_sort(list(DISTINCT fact('限制消费', concat_ws('，', number, since), limit_place))) AS orders
    FROM broken b GROUP BY id, thing
),
judged AS (
    SELECT o.key, o.b, o.orders, p.day AS punished, p.place AS punished_place, w.open_amount
    FROM one o
    LEFT JOIN (SELECT id, min(day) AS day, arg_min(place, concat(day, place)) AS place FROM punished GROUP BY id) p ON p.id = o.b.id AND p.day < o.b.day
    LEFT JOIN owing w ON w.number = o.b.number
)
SELECT key, CASE WHEN punished IS NOT NULL THEN 'after-punishment' ELSE b.rule END AS rule, b.number AS case_number, b.court,
       [b.person] AS parties, b.amount, b.day AS act_date,
       CASE WHEN punished IS NOT NULL THEN 10000000000000 ELSE 0 END + least(coalesce(b.amount, 0), 9999999999999) AS rank,
       [CASE WHEN b.is_assumed THEN 'served' END, 'approved', CASE WHEN b.rule = 'spending' THEN 'who' END,
        CASE WHEN punished IS NULL THEN 'punished' END] AS missing,
       ['necessary', CASE WHEN b.rule = 'bought' THEN 'inherited' END, 'report'] AS questions,
       [fact('日期', b.day, b.place), fact('内容', b.what, b.place), fact('金额', yuan(b.amount), b.place), fact('收款方', b.payee, b.place),
        fact('限消日', b.since, b.limit_place), fact('处罚日', punished, punished_place), fact('理由', b.reason, b.place),
        fact('未履行金额', yuan(open_amount), NULL),
        fact('比例', (b.amount::HUGEINT * 100 // nullif(open_amount, 0))::BIGINT, NULL)] || orders[1:20] AS facts
FROM judged
