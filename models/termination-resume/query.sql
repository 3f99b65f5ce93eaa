-- 一件终本案件、一种情形一条：终本后查到财产而没有恢复；申请恢复而没有按期恢复。
WITH closed AS (
    SELECT case_number_norm AS number, coalesce(court, case_court(case_number)) AS court, cause, closed,
           creditors, debtors, greatest(claim - coalesce(paid, 0), 0) AS unpaid, resumed, resume_applied, satisfied, as_of, least($today, coalesce(as_of, $today)) AS known, place
    FROM cases
    WHERE closed <= $today AND (contains(closing, '终结本次') OR contains(closing, '终本'))
),
-- 以原案号恢复执行的案件。
again AS (
    SELECT previous_norm AS number, min(filed) AS resumed, count(*) AS n FROM cases
    WHERE previous IS NOT NULL GROUP BY 1
),
open AS (
    SELECT c.* EXCLUDE (resumed), least(c.resumed, a.resumed) AS resumed, c.resumed IS NOT NULL OR a.n IS NOT NULL AS is_resumed
    FROM closed c LEFT JOIN again a ON a.number = c.number
    WHERE satisfied IS NULL
),
-- 特殊群体的债权排在前面。
weak AS (
    SELECT DISTINCT case_number_norm AS number FROM parties
    WHERE vulnerable IS NOT NULL AND vulnerable NOT IN ('否', '无', '0') AND NOT contains(coalesce(role, ''), '被执行')
),
found AS (
    SELECT o.number, min(q.day) AS first_day, arg_min(q.what, q.day) AS what, arg_min(q.place, q.day) AS place,
           count(*) AS n, bool_or(q.value IS NULL) AS has_no_value,
           list(fact('查到', concat_ws('，', q.day::VARCHAR, q.what), q.place) ORDER BY q.day, q.place) AS facts
    FROM (SELECT case_number_norm AS number, coalesce(answered, sent) AS day, value, place,
                 concat_ws(' ', person, category, yuan(value) || ' 元') AS what
          FROM queries
          WHERE (found IN ('有', '是', '有财产', '1') OR found IS NULL AND value > 0) AND coalesce(value >= $least_value, true)) q
         JOIN open o ON o.number = q.number AND q.day > o.closed
    WHERE NOT o.is_resumed
    GROUP BY o.number
),
judged AS (
    SELECT o.*, f.first_day, f.what, f.place AS found_place, f.facts AS more, f.n AS n_found, f.has_no_value,
           coalesce(period_end(resume_applied, $apply_days::INTEGER), resume_applied + $apply_days::INTEGER) AS due,
           period_end(resume_applied, $apply_days::INTEGER) IS NULL AS is_plain
    FROM open o LEFT JOIN found f ON f.number = o.number
),
hits AS (
    SELECT *, unnest([
        CASE WHEN NOT is_resumed AND first_day + $days::INTEGER < known THEN 'found' END,
        CASE WHEN resume_applied <= closed THEN NULL
             WHEN NOT is_resumed AND due < known THEN 'applied-open'
             WHEN resumed >= resume_applied AND resumed > due THEN 'applied-late' END]) AS rule
    FROM judged
)
SELECT h.number || ' ' || rule AS key, rule, h.number AS case_number, court, [creditors, debtors] AS parties,
       CASE WHEN unpaid > 0 THEN unpaid END AS amount, CASE WHEN rule = 'found' THEN first_day ELSE due END AS act_date,
       -- 特殊群体、小额，依次在前；其余按未履行金额。
       CASE WHEN w.number IS NOT NULL OR contains(cause, '劳动报酬') OR contains(cause, '养费')
                 OR contains(cause, '赡养') OR contains(cause, '人身损害') OR contains(cause, '工伤') THEN 2000000000000000 ELSE 0 END
           + CASE WHEN unpaid > 0 AND unpaid <= $small THEN 1000000000000000 ELSE 0 END
           + least(coalesce(unpaid, 0), 999999999999999) AS rank,
       [CASE WHEN rule = 'found' AND has_no_value THEN 'value' END,
        CASE WHEN rule <> 'applied-late' AND resumed IS NULL THEN 'resumed' END,
        CASE WHEN rule <> 'found' AND is_plain THEN 'calendar' END] AS missing,
       ['file', CASE WHEN rule = 'found' THEN 'measures' END, CASE WHEN rule = 'found' AND n_found = 1 THEN 'again' END,
        CASE WHEN rule <> 'found' THEN 'judged' END] AS questions,
       [fact('终本日期', closed, h.place),
        CASE WHEN rule = 'found' THEN fact('查到日期', first_day, found_place) END,
        CASE WHEN rule = 'found' THEN fact('查到的财产', what, found_place) END,
        CASE WHEN rule <> 'found' THEN fact('申请恢复', resume_applied, h.place) END,
        CASE WHEN rule <> 'found' THEN fact('期限', due, NULL) END,
        fact('恢复日期', resumed, h.place), fact('数据日期', as_of, h.place), fact('未履行金额', yuan(unpaid), h.place)]
           || CASE WHEN rule = 'found' THEN coalesce(more, []) ELSE [] END AS facts
FROM hits h LEFT JOIN weak w ON w.number = h.number
WHERE rule IS NOT NULL
