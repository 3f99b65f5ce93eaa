-- 终本当日为准。各类登记财产排成同样的列：谁的、哪一类、从何时到何时、是什么、值多少。
WITH ended AS (
    SELECT case_number_norm AS number, closed, debtor_ids_norm, debtor_ids_norms FROM cases
    WHERE closed <= $today AND (contains(closing, '终结本次') OR contains(closing, '终本'))
),
debtor_rows AS NOT MATERIALIZED (
    SELECT * FROM (SELECT case_number_norm AS number, party_id_norm, party_id_norms, party FROM parties WHERE contains(role, '被执行'))
    WHERE number IN (SELECT number FROM ended WHERE number IS NOT NULL)
),
named AS (
    SELECT number, debtor_ids_norm AS id, NULL::VARCHAR AS party FROM ended WHERE debtor_ids_norm IS NOT NULL
    UNION ALL
    SELECT number, unnest(string_split(debtor_ids_norms, '、')), NULL FROM ended WHERE debtor_ids_norms IS NOT NULL
    UNION ALL
    SELECT number, party_id_norm, party FROM debtor_rows WHERE party_id_norm IS NOT NULL
    UNION ALL
    SELECT number, unnest(string_split(party_id_norms, '、')), party FROM debtor_rows WHERE party_id_norms IS NOT NULL
),
ids AS (SELECT unnest(list(DISTINCT id)) AS id FROM named),
-- 名下有登记的被执行人很少：先只凭号码找出他们，再看登记的内容和案件。收成一个列表，数据库才知道。
owners AS (
    SELECT unnest(list(DISTINCT id)) AS id
    FROM (SELECT owner_id_norm AS id FROM real_estate
          UNION ALL SELECT unnest(string_split(owner_id_norms, '、')) FROM real_estate WHERE owner_id_norms IS NOT NULL
          UNION ALL SELECT owner_id_norm FROM insurance WHERE greatest(cash_value, account_value) >= $least_value
          UNION ALL SELECT person_id_norm FROM incomes WHERE monthly >= $least_monthly OR balance >= $least_value
          UNION ALL SELECT owner_id_norm FROM companies WHERE coalesce(subscribed >= $least_value, true))
    WHERE id IN (SELECT id FROM ids WHERE id IS NOT NULL)
),
-- 共有的一行几个号码。
houses AS (
    SELECT owner_id_norm AS id, * EXCLUDE (owner_id) FROM real_estate WHERE owner_id_norm IS NOT NULL
    UNION ALL
    SELECT unnest(string_split(owner_id_norms, '、')) AS id, * EXCLUDE (owner_id) FROM real_estate WHERE owner_id_norms IS NOT NULL
),
owned AS (
    SELECT id, 'real-estate' AS rule, coalesce(unit, certificate, location) AS thing, certificate AS other_thing, since, until,
           concat_ws('，', location, certificate, "use", shares, '登记 ' || since::VARCHAR, '抵押权人 ' || mortgagee) AS what,
           price AS value, place, since IS NULL AS is_undated
    FROM houses
    WHERE id IN (SELECT id FROM owners WHERE id IS NOT NULL)
      AND NOT coalesce((contains(state, '转移') OR contains(state, '转让') OR contains(state, '过户') OR contains(state, '历史') OR contains(state, '注销') OR contains(state, '撤销') OR contains(state, '灭失')) AND until IS NULL, false)
      AND NOT coalesce((contains(kind, '抵押') OR contains(kind, '查封') OR contains(kind, '异议') OR contains(kind, '注销')), false)
    UNION ALL
    SELECT norm_id(owner_id), 'insurance', policy, NULL, since, until,
           concat_ws('，', company, product, policy, '现金价值 ' || yuan(greatest(cash_value, account_value)) || ' 元'),
           greatest(cash_value, account_value), place, since IS NULL
    FROM insurance
    WHERE greatest(cash_value, account_value) >= $least_value AND owner_id_norm IN (SELECT id FROM owners WHERE id IS NOT NULL)
      AND NOT coalesce((contains(state, '退保') OR contains(state, '失效') OR contains(state, '终止') OR contains(state, '满期') OR contains(state, '注销') OR contains(state, '解除') OR contains(state, '变更投保人')) AND until IS NULL, false)
    UNION ALL
    SELECT person_id_norm, 'income', concat_ws(' ', kind, unit), NULL, "from", until + INTERVAL 1 MONTH,
           concat_ws('，', kind, unit, '每月 ' || yuan(monthly) || ' 元', '余额 ' || yuan(balance) || ' 元'),
           greatest(monthly, balance), place, "from" IS NULL
    FROM incomes
    WHERE (monthly >= $least_monthly OR balance >= $least_value) AND person_id_norm IN (SELECT id FROM owners WHERE id IS NOT NULL)
    UNION ALL
    SELECT norm_id(owner_id), 'equity', coalesce(credit_code, company), company, since, until,
           concat_ws('，', company, '认缴 ' || yuan(subscribed) || ' 元'), subscribed, place, since IS NULL
    FROM companies
    WHERE coalesce(subscribed >= $least_value, true) AND owner_id_norm IN (SELECT id FROM owners WHERE id IS NOT NULL)
      AND NOT coalesce((contains(state, '注销') OR contains(state, '吊销') OR contains(state, '撤销') OR contains(state, '迁出')), false)
),
people AS (
    SELECT number, id, max(party) AS party FROM named
    WHERE id IN (SELECT id FROM owners WHERE id IS NOT NULL) GROUP BY number, id
),
-- 同一不动产后来登记给别人的。
passed AS (
    SELECT coalesce(unit, certificate, location) AS thing, since FROM real_estate
    WHERE coalesce(unit, certificate, location) IN (SELECT thing FROM owned WHERE rule = 'real-estate')
      AND NOT coalesce((contains(kind, '抵押') OR contains(kind, '查封') OR contains(kind, '异议') OR contains(kind, '注销')), false)
),
things AS (SELECT DISTINCT thing FROM owned UNION SELECT DISTINCT other_thing FROM owned WHERE other_thing IS NOT NULL),
sealed AS (
    SELECT thing, min("start") FILTER (WHERE NOT contains(concat(kind, measure), '解')) AS first_seal
    FROM (SELECT plate AS thing, "start", kind, measure FROM seals WHERE plate IN (SELECT thing FROM things WHERE thing IS NOT NULL)
          UNION ALL SELECT vin, "start", kind, measure FROM seals WHERE vin IN (SELECT thing FROM things WHERE thing IS NOT NULL)
          UNION ALL SELECT property_number, "start", kind, measure FROM seals WHERE property_number IN (SELECT thing FROM things WHERE thing IS NOT NULL))
    GROUP BY thing
),
there AS (
    SELECT p.number, p.id, p.party, o.rule, o.thing, o.what, o.value, o.place, o.is_undated, c.closed
    FROM owned o JOIN people p ON p.id = o.id JOIN ended c ON c.number = p.number
         LEFT JOIN sealed s ON s.thing = o.thing LEFT JOIN sealed t ON t.thing = o.other_thing
    WHERE coalesce(o.since <= c.closed, true) AND coalesce(o.until > c.closed, true)
      AND NOT coalesce(least(s.first_seal, t.first_seal) <= c.closed, false)
      AND NOT EXISTS (SELECT 1 FROM passed l WHERE l.thing = o.thing AND l.since > o.since AND l.since <= c.closed)
),
numbered AS (
    SELECT *, row_number() OVER (PARTITION BY number, id, rule ORDER BY value DESC NULLS LAST, thing, place) AS nth
    FROM there
    QUALIFY row_number() OVER (PARTITION BY number, id, rule, thing ORDER BY place) = 1
),
-- 特殊群体的债权排在前面。
weak AS (
    SELECT DISTINCT case_number_norm AS number FROM parties
    WHERE vulnerable IS NOT NULL AND vulnerable NOT IN ('否', '无', '0') AND NOT contains(coalesce(role, ''), '被执行')
),
grouped AS (
    SELECT number, id, rule, max(party) AS party, count(*) AS n, bool_or(is_undated) AS is_undated, arg_min(what, nth) AS first_what,
           list(fact(CASE rule WHEN 'real-estate' THEN '不动产' WHEN 'insurance' THEN '保单' WHEN 'income' THEN '收入' ELSE '股权' END, what, place) ORDER BY nth)
               FILTER (WHERE nth <= 50) AS facts
    FROM numbered GROUP BY number, id, rule
),
closed AS (
    SELECT case_number_norm AS number, coalesce(court, case_court(case_number)) AS court, cause, closed, creditors, debtors,
           greatest(claim - coalesce(paid, 0), 0) AS unpaid, place
    FROM cases
    WHERE closed <= $today AND (contains(closing, '终结本次') OR contains(closing, '终本'))
      AND case_number_norm IN (SELECT number FROM grouped WHERE number IS NOT NULL)
)
SELECT concat_ws(' ', g.number, g.rule, id) AS key, g.rule AS rule, g.number AS case_number, court,
       [coalesce(g.party, debtors), creditors] AS parties, CASE WHEN unpaid > 0 THEN unpaid END AS amount, closed AS act_date,
       -- 特殊群体、小额，依次在前；其余按未履行金额。
       CASE WHEN w.number IS NOT NULL OR contains(cause, '劳动报酬') OR contains(cause, '养费')
                 OR contains(cause, '赡养') OR contains(cause, '人身损害') OR contains(cause, '工伤') THEN 2000000000000000 ELSE 0 END
           + CASE WHEN unpaid > 0 AND unpaid <= $small THEN 1000000000000000 ELSE 0 END
           + least(coalesce(unpaid, 0), 999999999999999) AS rank,
       [CASE WHEN g.rule = 'real-estate' AND is_undated THEN 'since' END] AS missing,
       ['queried', CASE WHEN g.rule = 'real-estate' THEN 'sold' END, CASE WHEN g.rule = 'real-estate' THEN 'home' END,
        CASE WHEN g.rule = 'real-estate' THEN 'burden' END, CASE WHEN g.rule = 'income' THEN 'living' END,
        CASE WHEN g.rule = 'equity' THEN 'worth' END] AS questions,
       [fact('结案日期', closed, c.place), fact('件数', n::VARCHAR, NULL),
        fact('首件', first_what || CASE WHEN n > 1 THEN '等' ELSE '' END, NULL), fact('未履行金额', yuan(unpaid), c.place)] || g.facts AS facts
FROM grouped g JOIN closed c ON c.number = g.number LEFT JOIN weak w ON w.number = g.number
