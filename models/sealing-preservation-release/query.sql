-- 收到申请当日不算，五日期满遇休假顺延；败诉、撤诉在申请以后的，自那一天起算。
WITH asked AS (
    SELECT *, case_number_norm AS number, greatest(release_applied, coalesce(dismissed, release_applied)) AS since,
           coalesce(as_of, $today) AS known
    FROM preservations WHERE release_applied IS NOT NULL
),
dated AS (
    SELECT *, coalesce(period_end(since, 5), since + 5) AS due FROM asked
),
judged AS (
    SELECT *, CASE WHEN released > due THEN 'late' WHEN released IS NULL AND known > due AND $today > due THEN 'pending' END AS rule
    FROM dated WHERE coalesce("end" > due, true)
)
SELECT concat_ws(' ', case_number, coalesce(property_number, property), "start"::VARCHAR) AS key, rule, number AS case_number,
       coalesce(court, case_court(number)) AS court, [respondent, applicant] AS parties, amount, due AS act_date,
       date_diff('day', due, coalesce(released, known)) AS rank,
       [CASE WHEN dismissed IS NULL THEN 'ground' END, CASE WHEN rule = 'pending' THEN 'released' END,
        CASE WHEN rule = 'pending' AND as_of IS NULL THEN 'as-of' END] AS missing,
       ['who', 'appeal'] AS questions,
       [fact('财产', coalesce(property, property_number), place), fact('保全金额', yuan(amount), place), fact('保全日期', "start", place),
        fact('保全到期', "end", place), fact('败诉或撤诉', dismissed, place), fact('申请解除', release_applied, place),
        fact('解除日期', released, place), fact('数据日期', as_of, place)] AS facts
FROM judged
WHERE rule IS NOT NULL
