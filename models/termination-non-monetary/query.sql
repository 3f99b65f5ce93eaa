-- 执行内容写明、又不是金钱的终本案件。
WITH closed AS (
    SELECT case_number_norm AS number, coalesce(court, case_court(case_number)) AS court, cause,
           obligation, closed, creditors, debtors, greatest(claim - coalesce(paid, 0), 0) AS unpaid, place
    FROM cases
    WHERE closed <= $today AND (contains(closing, '终结本次') OR contains(closing, '终本'))
      AND NOT contains(obligation, '金钱') AND NOT contains(obligation, '支付') AND NOT contains(obligation, '款')
      AND obligation <> '给付'
),
-- 特殊群体的债权排在前面。
weak AS (
    SELECT DISTINCT case_number_norm AS number FROM parties
    WHERE vulnerable IS NOT NULL AND vulnerable NOT IN ('否', '无', '0') AND NOT contains(coalesce(role, ''), '被执行')
)
SELECT c.number AS key, 'other-duty' AS rule, c.number AS case_number, court, [creditors, debtors] AS parties,
       CASE WHEN unpaid > 0 THEN unpaid END AS amount, closed AS act_date,
       -- 特殊群体、小额，依次在前；其余按未履行金额。
       CASE WHEN w.number IS NOT NULL OR contains(cause, '劳动报酬') OR contains(cause, '养费')
                 OR contains(cause, '赡养') OR contains(cause, '人身损害') OR contains(cause, '工伤') THEN 2000000000000000 ELSE 0 END
           + CASE WHEN unpaid > 0 AND unpaid <= $small THEN 1000000000000000 ELSE 0 END
           + least(coalesce(unpaid, 0), 999999999999999) AS rank,
       ['both', 'measures', 'consent'] AS questions,
       [fact('执行内容', obligation, place), fact('结案日期', closed, place), fact('未履行金额', yuan(unpaid), place)] AS facts
FROM closed c LEFT JOIN weak w ON w.number = c.number
