-- 终本后每六个月一期，共五年。一次查控落在哪一期，按月份直接算出，不逐期比对。
WITH closed AS (
    SELECT case_number_norm AS number, case_court(case_number) AS court_code,
           coalesce(court, case_court(case_number)) AS court, cause, closed, creditors, debtors,
           greatest(claim - coalesce(paid, 0), 0) AS unpaid, resumed, satisfied, place
    FROM cases
    WHERE closed <= $today AND (contains(closing, '终结本次') OR contains(closing, '终本'))
),
-- 以原案号恢复执行的案件。
again AS (
    SELECT previous_norm AS number, min(filed) AS resumed FROM cases
    WHERE previous IS NOT NULL GROUP BY 1
),
-- 各法院的查控记录到哪一天为止：此后的不知道。
courts AS (
    SELECT case_court(case_number) AS court_code, max(coalesce(sent, answered)) AS last FROM queries GROUP BY 1
),
open AS (
    SELECT c.* EXCLUDE (resumed),
           least($today, t.last, coalesce(c.resumed, $today), coalesce(a.resumed, $today), coalesce(satisfied, $today)) AS until
    FROM closed c JOIN courts t ON t.court_code = c.court_code LEFT JOIN again a ON a.number = c.number
    WHERE t.last > c.closed
),
asked AS (
    SELECT o.number, o.court_code, coalesce(sent, answered) AS day, told, o.closed,
           date_diff('month', o.closed, coalesce(sent, answered)) // $months + 1 AS by_month
    FROM (SELECT case_number_norm AS number, sent, answered, told FROM queries) q JOIN open o ON o.number = q.number
),
dated AS (
    SELECT *, CASE WHEN add_months(closed, ($months * (by_month - 1))::INTEGER) >= day THEN by_month - 1 ELSE by_month END AS n
    FROM asked WHERE day > closed
),
-- 届满日遇休假顺延：顺延期间的查控也算前一期的。
kept AS (
    SELECT number, n FROM dated
    UNION ALL
    SELECT number, n - 1 FROM dated
    WHERE n > 1 AND day <= period_end(add_months(closed, ($months * (n - 1))::INTEGER), 0)
),
-- 特殊群体的债权排在前面。
weak AS (
    SELECT DISTINCT case_number_norm AS number FROM parties
    WHERE vulnerable NOT IN ('否', '无', '0') AND NOT contains(coalesce(role, ''), '被执行')
),
periods AS (
    SELECT number, court_code, closed, until, unnest([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20,
        21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48,
        49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60]) AS n
    FROM open
    WHERE court_code IN (SELECT court_code FROM dated) AND add_months(closed, $months::INTEGER) < until
),
ended AS (
    SELECT *, add_months(closed, ($months * n)::INTEGER) AS last FROM periods
    WHERE $months * n <= 60 AND add_months(closed, ($months * n)::INTEGER) < until
),
due AS (
    SELECT * FROM ended WHERE coalesce(period_end(last, 0), last) < until
),
gaps AS (
    SELECT * FROM due e WHERE NOT EXISTS (SELECT 1 FROM kept k WHERE k.number = e.number AND k.n = e.n)
),
counted AS (
    SELECT number, count(*) AS n_ended FROM due WHERE number IN (SELECT number FROM gaps) GROUP BY number
),
empty AS (
    SELECT g.number, any_value(n_ended) AS n_ended, count(*) AS n_empty, bool_or(period_end(last, 0) IS NULL) AS is_plain,
           min(coalesce(period_end(last, 0), last)) AS first_due,
           string_agg(add_months(closed, ($months * (g.n - 1))::INTEGER)::VARCHAR || ' 至 ' || last::VARCHAR, '、' ORDER BY g.n) AS which
    FROM gaps g JOIN counted c ON c.number = g.number GROUP BY g.number
),
undated AS (SELECT DISTINCT number FROM asked WHERE day IS NULL)
SELECT o.number AS key, CASE WHEN n_empty = n_ended THEN 'none' ELSE 'some' END AS rule, o.number AS case_number, court,
       [creditors, debtors] AS parties, CASE WHEN unpaid > 0 THEN unpaid END AS amount, first_due AS act_date,
       -- 特殊群体、小额，依次在前；其余按未履行金额。
       CASE WHEN w.number IS NOT NULL OR contains(cause, '劳动报酬') OR contains(cause, '养费')
                 OR contains(cause, '赡养') OR contains(cause, '人身损害') OR contains(cause, '工伤') THEN 2000000000000000 ELSE 0 END
           + CASE WHEN unpaid > 0 AND unpaid <= $small THEN 1000000000000000 ELSE 0 END
           + least(coalesce(unpaid, 0), 999999999999999) AS rank,
       [CASE WHEN u.number IS NOT NULL THEN 'sent' END, CASE WHEN is_plain THEN 'calendar' END] AS missing,
       ['system', 'told', 'withdrawn', CASE WHEN u.number IS NOT NULL THEN 'undated' END] AS questions,
       [fact('终本日期', closed, place), fact('届满期数', n_ended::VARCHAR, NULL), fact('空期数', n_empty::VARCHAR, NULL),
        fact('空着的各期', which, NULL), fact('未履行金额', yuan(unpaid), place)] AS facts
FROM empty e JOIN open o ON o.number = e.number
     LEFT JOIN weak w ON w.number = e.number LEFT JOIN undated u ON u.number = e.number
