-- 一次措施一种情形一条：履行完毕后、期限届满后没有按期解除，或者对未成年人作出。
WITH finished AS (
    SELECT case_number_norm AS number, satisfied, creditors, place FROM cases WHERE satisfied <= $today
),
measure_rows AS NOT MATERIALIZED (
    SELECT case_number_norm AS number, coalesce(court, case_court(case_number)) AS court, person, person_id, person_id_norm, person_id_norms, made, term_end, lifted, as_of, least($today, coalesce(as_of, $today)) AS known,
           CASE WHEN contains(kind, '失信') THEN 'listed' ELSE 'restricted' END AS kind, place
    FROM restrictions WHERE contains(kind, '失信') OR contains(kind, '消费') OR contains(kind, '限消') OR contains(kind, '限高')
),
measures AS NOT MATERIALIZED (
    SELECT *, coalesce(id, person) AS who
    FROM (SELECT *, person_id_norm AS id FROM measure_rows WHERE person_id_norms IS NULL
          UNION ALL
          SELECT *, norm_id(unnest(string_split(person_id, '、'))) AS id FROM measure_rows WHERE person_id_norms IS NOT NULL)
),
performed AS (
    SELECT m.*, satisfied, creditors, f.place AS satisfied_place, m.kind AS rule, satisfied AS since
    FROM measures m JOIN finished f ON f.number = m.number
    -- 没有拖过这些天的很多，先去掉：工作日只会更晚。
    WHERE coalesce(made <= satisfied, true) AND coalesce(m.lifted, $today) > f.satisfied + $workdays::INTEGER
),
ended AS (
    SELECT *, NULL::DATE AS satisfied, NULL::VARCHAR AS creditors, NULL::UBIGINT AS satisfied_place, 'term' AS rule, term_end AS since
    FROM measures WHERE kind = 'listed' AND term_end < $today
),
late AS (
    SELECT *, coalesce(add_workdays(since, $workdays::INTEGER), since + $workdays::INTEGER + 6) AS due,
           add_workdays(since, $workdays::INTEGER) IS NULL AS is_plain
    FROM (SELECT * FROM performed UNION ALL SELECT * FROM ended)
),
minors AS (
    SELECT *, NULL::DATE AS satisfied, NULL::VARCHAR AS creditors, NULL::UBIGINT AS satisfied_place, 'minor' AS rule, NULL::DATE AS since,
           made AS due, false AS is_plain,
           try_cast(concat_ws('-', substr(id, 7, 4), substr(id, 11, 2), substr(id, 13, 2)) AS DATE) AS born
    FROM measures WHERE kind = 'listed' AND length(id) = 18 AND try_cast(substr(id, 7, 4) AS INTEGER) >= year(made) - 18 AND check_id('citizen', id) = 'good'
),
hits AS (
    SELECT *, NULL::DATE AS born FROM late WHERE lifted > due AND due < $today OR lifted IS NULL AND due < known
    UNION ALL
    SELECT * FROM minors WHERE made < add_months(born, 216)
)
SELECT concat_ws(' ', number, who, kind, coalesce(made::VARCHAR, '?')) || CASE WHEN rule IN ('term', 'minor') THEN ' ' || rule ELSE '' END AS key,
       rule, number AS case_number, court, [person, creditors] AS parties, due AS act_date,
       -- 至今没有解除的在前，其次拖得久的。
       CASE WHEN lifted IS NULL THEN 1000000 ELSE 0 END + coalesce(date_diff('day', due, coalesce(lifted, $today)), 0) AS rank,
       [CASE WHEN rule <> 'minor' AND lifted IS NULL THEN 'lifted' END, CASE WHEN is_plain THEN 'calendar' END] AS missing,
       [CASE WHEN lifted IS NULL THEN 'platform' END, CASE WHEN rule IN ('listed', 'restricted') THEN 'whole' END,
        CASE WHEN rule IN ('listed', 'restricted') THEN 'shared' END, CASE WHEN rule <> 'minor' THEN 'applied' END,
        CASE WHEN rule = 'term' THEN 'extended' END, CASE WHEN rule = 'minor' THEN 'guardian' END] AS questions,
       [fact('措施', CASE kind WHEN 'listed' THEN '失信' ELSE '限制消费' END, place), fact('作出日期', made, place),
        fact('履行完毕', satisfied, satisfied_place), fact('期限届满', CASE WHEN rule = 'term' THEN term_end END, place),
        fact('工作日', $workdays::VARCHAR, NULL),
        fact('解除情况', CASE WHEN lifted IS NULL THEN '没有解除的记录' ELSE lifted::VARCHAR || '才解除' END, place),
        fact('出生日期', born, place), fact('数据日期', as_of, place)] AS facts
FROM hits
