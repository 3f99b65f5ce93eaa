-- 一个单位、一天一条。
WITH wages AS (
    SELECT *, case_number_norm AS number,
           coalesce(norm_id(split_part(coalesce(defendant_ids, defendants), '、', 1)),
                    split_part(coalesce(defendant_ids, defendants), '、', 1)) AS d
    FROM suits
    WHERE filed IS NOT NULL AND (contains(cause, '劳动') OR contains(cause, '工资') OR contains(cause, '劳务'))
),
bundles AS (SELECT d, filed FROM wages GROUP BY d, filed HAVING count(*) >= $claims),
-- 查封了他们财产的。权利人只有一个号码的，直接比对；其余拆开。
marked AS (
    SELECT owner_id_norm AS d, case_number_norm AS seal_case, property, property_number, plate, vin, "start", lifted, place
    FROM seals WHERE owner_id_norm IN (SELECT d FROM bundles WHERE d IS NOT NULL) AND "start" IS NOT NULL AND NOT contains(concat(kind, measure), '解')
    UNION ALL
    SELECT * FROM (
        SELECT coalesce(norm_id(unnest(string_split(coalesce(owner_id, owner), '、'))), unnest(string_split(coalesce(owner_id, owner), '、'))) AS d,
               case_number_norm, property, property_number, plate, vin, "start", lifted, place
        FROM seals WHERE owner_id_norm IS NULL AND "start" IS NOT NULL AND NOT contains(concat(kind, measure), '解'))
    WHERE d IN (SELECT d FROM bundles WHERE d IS NOT NULL)
),
-- 解封另有一行的（查封类型或者措施写着“解”）：同一案件、同一财产，自解封之日起解除；解除轮候的不算。
releases AS (
    SELECT case_number_norm AS number, vin, plate, property_number, coalesce(lifted, "start") AS released FROM seals
    WHERE contains(concat(kind, measure), '解') AND NOT contains(concat(kind, measure), '轮候')
      AND case_number_norm IN (SELECT seal_case FROM marked WHERE seal_case IS NOT NULL)
),
ended AS (
    SELECT m.place, min(coalesce(r.released, m."start")) AS released
    FROM marked m JOIN releases r ON r.number = m.seal_case AND (r.vin = m.vin OR r.plate = m.plate OR r.property_number = m.property_number)
    WHERE coalesce(r.released >= m."start", true) GROUP BY m.place
),
owned AS (
    SELECT m.d, m.seal_case, m.property, m."start", least(m.lifted, e.released) AS lifted, m.place
    FROM marked m LEFT JOIN ended e ON e.place = m.place
),
before AS (
    SELECT b.d, b.filed, '被查封（' || concat_ws('，', o.seal_case, o."start", o.property) || '）' AS words, o."start" AS day,
           o.seal_case AS case_number, o.place
    FROM bundles b
    JOIN owned o ON o.d = b.d
    WHERE o."start" < b.filed AND coalesce(o.lifted > b.filed, true)
    UNION ALL
    SELECT b.d, b.filed, '被执行（' || concat_ws('，', e.number, e.begun) || '）', e.begun, e.number, e.place
    FROM bundles b
    JOIN (SELECT coalesce(norm_id(unnest(string_split(coalesce(debtor_ids, debtors), '、'))),
                          unnest(string_split(coalesce(debtor_ids, debtors), '、'))) AS d,
                 case_number_norm AS number, filed AS begun, satisfied, place FROM cases) e ON e.d = b.d
    WHERE e.begun < b.filed AND coalesce(e.satisfied > b.filed, true)
),
first_before AS (
    SELECT d, filed, arg_min(words, concat(day, case_number, words)) AS words, list_sort(list(DISTINCT fact('先前', words, place))) AS befores
    FROM before GROUP BY d, filed
),
agents AS (
    SELECT d, filed, max(n) AS n FROM (
        SELECT d, filed, agent, count(*) AS n FROM (SELECT d, filed, unnest(string_split(plaintiff_agents, '、')) AS agent FROM wages)
        GROUP BY d, filed, agent) GROUP BY d, filed
),
summed AS (
    SELECT d, filed, count(*) AS n, sum(coalesce(award, amount))::BIGINT AS amount, any_value(defendants ORDER BY number) AS employer,
           min(number) AS number, min(coalesce(court, case_court(case_number))) AS court, min(place) AS place,
           count_if(coalesce(award, amount) % 100000 = 0) AS round_sums, bool_or(defendant_ids IS NULL) AS by_name,
           bool_and(plaintiff_agents IS NULL) AS no_agents,
           list(fact('案件', concat_ws('，', number, '原告 ' || plaintiffs, yuan(coalesce(award, amount)) || ' 元', '代理 ' || plaintiff_agents, outcome), place)
                ORDER BY number) AS claims
    FROM wages GROUP BY d, filed HAVING count(*) >= $claims
)
SELECT s.d || ' ' || s.filed AS key, 'bundle' AS rule, s.number AS case_number, s.court, [s.employer] AS parties, s.amount,
       s.filed AS act_date, s.n::BIGINT * 10000000000 + coalesce(a.n, 0)::BIGINT * 100000 + s.round_sums::BIGINT AS rank,
       [CASE WHEN s.by_name THEN 'identity' END, CASE WHEN s.no_agents THEN 'agents' END, 'worked'] AS missing,
       ['insured', 'paid', 'genuine'] AS questions,
       [fact('对方', s.employer, s.place), fact('立案日', s.filed, s.place), fact('件数', s.n, s.place),
        fact('同一代理人', coalesce(a.n, 0), s.place), fact('整数', s.round_sums, s.place), fact('先前', b.words, NULL)]
           || b.befores[1:10] || s.claims[1:50] AS facts
FROM summed s JOIN first_before b ON b.d = s.d AND b.filed = s.filed LEFT JOIN agents a ON a.d = s.d AND a.filed = s.filed
