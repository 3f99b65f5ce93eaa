-- 终本后每六个月一期，共五年。一次查控落在哪一期，按月份直接算出，不逐期比对；各期是一个整数的各位。
WITH closed AS (
    SELECT case_number_norm AS number, case_court(case_number) AS court_code, closed, resumed, satisfied
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
    SELECT c.number, c.court_code, c.closed,
           least($today, t.last, coalesce(c.resumed, $today), coalesce(a.resumed, $today), coalesce(satisfied, $today)) AS until
    FROM closed c JOIN courts t ON t.court_code = c.court_code LEFT JOIN again a ON a.number = c.number
    WHERE t.last > c.closed
),
-- 每案有查控的各期，一期一位；届满日遇休假顺延：顺延期间的查控也算前一期的。
asked AS (
    SELECT o.number, o.court_code, o.closed, coalesce(sent, answered) AS day,
           date_diff('month', o.closed, coalesce(sent, answered)) // $months + 1 AS by_month
    FROM (SELECT case_number_norm AS number, sent, answered FROM queries) q JOIN open o ON o.number = q.number
),
dated AS (
    SELECT *, CASE WHEN add_months(closed, ($months * (by_month - 1))::INTEGER) >= day THEN by_month - 1 ELSE by_month END AS n
    FROM asked WHERE day > closed
),
marked AS (
    SELECT number, any_value(court_code) AS court_code,
           bit_or(CASE WHEN n <= 61 THEN 1::BIGINT << n ELSE 0 END
                  | CASE WHEN n BETWEEN 2 AND 61 AND day <= period_end(add_months(closed, ($months * (n - 1))::INTEGER), 0)
                         THEN 1::BIGINT << (n - 1) ELSE 0 END) AS marks
    FROM dated GROUP BY number
),
-- 已经届满的期数（顺延的最后一期也许还没有）；各期都有查控的案件到此为止。
over AS (
    SELECT *, most - (add_months(closed, ($months * most)::INTEGER) >= until)::BIGINT AS n_over
    FROM (SELECT *, least(60 // $months, date_diff('month', closed, until) // $months) AS most FROM open)
),
suspects AS (
    SELECT o.*, coalesce(m.marks, 0) AS marks
    FROM over o LEFT JOIN marked m ON m.number = o.number
    WHERE n_over > 0 AND o.court_code IN (SELECT court_code FROM marked WHERE court_code IS NOT NULL)
      AND (coalesce(m.marks, 0) & ((1::BIGINT << (n_over + 1)) - 2)) <> (1::BIGINT << (n_over + 1)) - 2
),
periods AS (
    SELECT *, unnest([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20,
        21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48,
        49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60][1:n_over]) AS n
    FROM suspects
),
due AS (
    SELECT *, (marks & (1::BIGINT << n)) = 0 AS is_empty
    FROM (SELECT *, add_months(closed, ($months * n)::INTEGER) AS last FROM periods) WHERE coalesce(period_end(last, 0), last) < until
),
empty AS (
    SELECT number, count(*) AS n_ended, count(*) FILTER (WHERE is_empty) AS n_empty,
           bool_or(period_end(last, 0) IS NULL) FILTER (WHERE is_empty) AS is_plain,
           min(coalesce(period_end(last, 0), last)) FILTER (WHERE is_empty) AS first_due,
           string_agg(add_months(closed, ($months * (n - 1))::INTEGER)::VARCHAR || ' 至 ' || last::VARCHAR, '、' ORDER BY n)
               FILTER (WHERE is_empty) AS which
    FROM due GROUP BY number HAVING bool_or(is_empty)
),
-- 特殊群体的债权排在前面。
weak AS (
    SELECT DISTINCT case_number_norm AS number FROM parties
    WHERE vulnerable IS NOT NULL AND vulnerable NOT IN ('否', '无', '0') AND NOT contains(coalesce(role, ''), '被执行')
),
undated AS (
    SELECT DISTINCT case_number_norm AS number FROM queries WHERE coalesce(sent, answered) IS NULL
),
listed AS (
    SELECT case_number_norm AS number, coalesce(court, case_court(case_number)) AS court, cause, closed, creditors, debtors,
           greatest(claim - coalesce(paid, 0), 0) AS unpaid, place
    FROM cases
    WHERE closed <= $today AND (contains(closing, '终结本次') OR contains(closing, '终本'))
      AND case_number_norm IN (SELECT number FROM empty WHERE number IS NOT NULL)
)
SELECT l.number AS key, CASE WHEN n_empty = n_ended THEN 'none' ELSE 'some' END AS rule, l.number AS case_number, court,
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
FROM empty e JOIN listed l ON l.number = e.number
     LEFT JOIN weak w ON w.number = e.number LEFT JOIN undated u ON u.number = e.number
