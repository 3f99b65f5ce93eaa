-- 一案一条：抵债财产的价值与抵销的债务；亲属之间不看比例。
WITH given AS (
    SELECT *, case_number_norm AS number, coalesce(award, amount) AS debt,
           coalesce(norm_id(split_part(plaintiff_ids, '、', 1)), '') AS p, coalesce(norm_id(split_part(defendant_ids, '、', 1)), '') AS d
    FROM suits
    WHERE in_kind NOT IN ('无', '否') AND coalesce(award, amount) > 0
      AND NOT coalesce(contains(outcome, '驳回') OR contains(outcome, '撤'), false)
),
-- 收成一个列表，数据库才知道他们很少。
people AS (
    SELECT unnest(list(DISTINCT id)) AS id FROM (SELECT p AS id FROM given WHERE p <> '' UNION ALL SELECT d FROM given WHERE d <> '')
),
-- 亲属：哪一方登记都算。
ties AS (
    SELECT person_id_norm AS a, relative_id_norm AS b, relation, place FROM kin
    WHERE person_id_norm IN (SELECT id FROM people WHERE id IS NOT NULL) AND relative_id_norm IN (SELECT id FROM people WHERE id IS NOT NULL)
),
related AS (
    SELECT g.number, string_agg(DISTINCT t.relation, '、' ORDER BY t.relation) AS relation, min(t.place) AS place
    FROM given g JOIN (SELECT * FROM ties UNION ALL SELECT b, a, relation, place FROM ties) t ON t.a = g.p AND t.b = g.d GROUP BY g.number
),
judged AS (
    SELECT g.*, r.relation, r.place AS tie_place,
           coalesce(debt::HUGEINT * 100 < in_kind_value::HUGEINT * $percent, false) AS is_low,
           (debt::HUGEINT * 100 // nullif(in_kind_value, 0))::BIGINT AS percent_of
    FROM given g LEFT JOIN related r ON r.number = g.number
)
SELECT number AS key, CASE WHEN is_low THEN 'low-price' ELSE 'between-kin' END AS rule, number AS case_number,
       coalesce(court, case_court(case_number)) AS court, [plaintiffs, defendants] AS parties, debt AS amount,
       coalesce(closed, filed) AS act_date,
       CASE WHEN is_low AND relation IS NOT NULL THEN 20000000000000 WHEN is_low THEN 10000000000000 ELSE 0 END
           + least(greatest(coalesce(in_kind_value - debt, 0), 0), 9999999999999) AS rank,
       [CASE WHEN in_kind_value IS NULL THEN 'value' END, CASE WHEN relation IS NULL THEN 'related' END, 'others'] AS missing,
       ['debt', 'encumbered', 'remedy'] AS questions,
       [fact('抵债财产', in_kind, place), fact('财产价值', yuan(in_kind_value), place), fact('比例', percent_of, place),
        fact('对方', defendants, place), fact('关联', relation, tie_place), fact('案由', cause, place),
        fact('结案方式', outcome, place), fact('结案日期', closed, place), fact('答辩情况', contested, place)] AS facts
FROM judged WHERE is_low OR relation IS NOT NULL
