-- 一家企业一条：它在几件终本案件中是被执行人。
WITH closed AS (
    SELECT case_number_norm AS number, coalesce(court, case_court(case_number)) AS court, closed,
           greatest(claim - coalesce(paid, 0), 0) AS unpaid, place
    FROM cases
    WHERE closed <= $today AND (contains(closing, '终结本次') OR contains(closing, '终本')) AND coalesce(resumed > $today, true)
),
-- 被执行人：一行可能有几名（、分隔）；先按案件筛，再拆开。
debtor_rows AS NOT MATERIALIZED (
    SELECT * FROM (SELECT case_number_norm AS number, party, party_id, party_id_norm, party_id_norms, kind, dissolved, place FROM parties WHERE contains(role, '被执行'))
    WHERE number IN (SELECT number FROM closed WHERE number IS NOT NULL)
),
debtors AS (
    SELECT number, id, party, coalesce(id, party) AS who, kind, dissolved, place
    FROM (SELECT *, party_id_norm AS id FROM debtor_rows WHERE party_id_norms IS NULL
          UNION ALL
          SELECT *, norm_id(unnest(string_split(party_id, '、'))) AS id FROM debtor_rows WHERE party_id_norms IS NOT NULL)
    WHERE coalesce(id, party) IS NOT NULL
),
companies AS (
    SELECT DISTINCT who, id, party, dissolved, d.number FROM debtors d
    WHERE coalesce(contains(kind, '企业') OR contains(kind, '公司') OR contains(kind, '法人'),
                   contains(party, '公司') OR contains(party, '合作社') OR ends_with(party, '厂'))
      AND NOT coalesce(contains(kind, '自然人') OR contains(kind, '个体'), false)
),
summed AS (
    SELECT who, max(party) AS party, count(DISTINCT c.number) AS n, sum(unpaid)::BIGINT AS unpaid, max(closed) AS last_closed,
           arg_max(c.number, closed) AS number, arg_max(court, closed) AS court
    FROM companies k JOIN closed c ON c.number = k.number
    GROUP BY who
    HAVING count(DISTINCT c.number) >= $least_cases AND sum(unpaid) >= $least_unpaid
       AND NOT bool_or(coalesce(dissolved <= $today, false))
),
listed AS (
    SELECT s.who, list(fact('终本案件', concat_ws('，', c.number, c.court, '终本 ' || c.closed::VARCHAR,
                                                 '未履行 ' || yuan(c.unpaid) || ' 元'), c.place) ORDER BY c.closed DESC, c.number) AS facts
    FROM (SELECT s.who, k.number, row_number() OVER (PARTITION BY s.who ORDER BY c.closed DESC, k.number) AS nth
          FROM summed s JOIN (SELECT DISTINCT who, number FROM companies) k ON k.who = s.who JOIN closed c ON c.number = k.number) s
         JOIN closed c ON c.number = s.number
    WHERE nth <= 100
    GROUP BY s.who
)
SELECT s.who AS key, 'many' AS rule, number AS case_number, court, [party] AS parties, unpaid AS amount, last_closed AS act_date,
       unpaid AS rank, ['asked', 'assets', 'joint'] AS questions,
       [fact('案件数', n::VARCHAR, NULL)] || l.facts AS facts
FROM summed s JOIN listed l ON l.who = s.who
