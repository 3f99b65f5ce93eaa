-- 一件终本案件、一种情形一条。空着的列只在该法院通常填写时才算“没有记录”。
WITH closed AS (
    SELECT case_number_norm AS number, case_court(case_number) AS court_code,
           filed, closed,
           previous IS NOT NULL OR coalesce(case_kind(case_number), '') <> '执' AS is_resumed,
           creditor_told AS told, collegial, approved, served, listed, least($today, coalesce(as_of, $today)) AS known,
           coalesce(creditor_signed NOT IN ('否', '无', '不同意', '未签', '未签字', '0'), false) AS is_signed, place
    FROM cases
    WHERE closed <= $today AND (contains(closing, '终结本次') OR contains(closing, '终本'))
),
filled AS (
    SELECT court_code, count(told) * 100 >= $least_filled * count(*) AS has_told,
           count(CASE WHEN is_signed OR collegial IS NOT NULL AND approved IS NOT NULL THEN 1 END) * 100
               >= $least_filled * count(*) AS has_approval,
           count(served) * 100 >= $least_filled * count(*) AS has_served,
           count(listed) * 100 >= $least_filled * count(*) AS has_listed
    FROM closed GROUP BY court_code
),
-- 特殊群体的债权排在前面。
weak AS (
    SELECT DISTINCT case_number_norm AS number FROM parties
    WHERE vulnerable IS NOT NULL AND vulnerable NOT IN ('否', '无', '0') AND NOT contains(coalesce(role, ''), '被执行')
),
judged AS (
    SELECT c.*, add_months(filed, $months::INTEGER) AS full_months,
           coalesce(period_end(served, $days::INTEGER), served + $days::INTEGER) AS list_by,
           period_end(served, $days::INTEGER) IS NULL AS is_plain,
           has_told, has_approval, has_served, has_listed
    FROM closed c JOIN filled f ON f.court_code IS NOT DISTINCT FROM c.court_code
),
hits AS (
    SELECT *, unnest([
        CASE WHEN closed <= full_months AND filed <= closed AND NOT is_resumed THEN 'early' END,
        CASE WHEN told > closed THEN 'told-after' WHEN told IS NULL AND has_told AND closed < known THEN 'not-told' END,
        CASE WHEN is_signed THEN NULL
             WHEN collegial > closed OR approved > closed THEN 'approved-after'
             WHEN (collegial IS NULL OR approved IS NULL) AND has_approval AND closed < known THEN 'not-approved' END,
        CASE WHEN served > closed THEN 'served-after' WHEN served IS NULL AND has_served AND closed + $serve_days::INTEGER < known THEN 'not-served' END,
        CASE WHEN listed > list_by THEN 'listed-late'
             WHEN listed IS NULL AND list_by < known AND has_listed THEN 'not-listed' END]) AS rule
    FROM judged
),
-- 命中的很少：别的列只取它们的。
found AS (SELECT * FROM hits WHERE rule IS NOT NULL),
details AS (
    SELECT case_number_norm AS number, place, coalesce(court, case_court(case_number)) AS court, cause, creditors, debtors,
           greatest(claim - coalesce(paid, 0), 0) AS unpaid, creditor_signed, as_of
    FROM cases WHERE case_number_norm IN (SELECT number FROM found WHERE number IS NOT NULL)
)
SELECT h.number || ' ' || rule AS key, rule, h.number AS case_number, court, [creditors, debtors] AS parties,
       CASE WHEN unpaid > 0 THEN unpaid END AS amount,
       CASE WHEN rule IN ('listed-late', 'not-listed') THEN list_by ELSE closed END AS act_date,
       -- 特殊群体、小额，依次在前；其余按未履行金额。
       CASE WHEN w.number IS NOT NULL OR contains(cause, '劳动报酬') OR contains(cause, '养费')
                 OR contains(cause, '赡养') OR contains(cause, '人身损害') OR contains(cause, '工伤') THEN 2000000000000000 ELSE 0 END
           + CASE WHEN unpaid > 0 AND unpaid <= $small THEN 1000000000000000 ELSE 0 END
           + least(coalesce(unpaid, 0), 999999999999999) AS rank,
       [CASE WHEN rule = 'not-told' THEN 'told' END,
        CASE WHEN rule IN ('approved-after', 'not-approved') AND creditor_signed IS NULL THEN 'signed' END,
        CASE WHEN rule = 'not-approved' AND collegial IS NULL THEN 'collegial' END,
        CASE WHEN rule = 'not-approved' AND approved IS NULL THEN 'approved' END,
        CASE WHEN rule = 'not-served' THEN 'served' END, CASE WHEN rule = 'not-listed' THEN 'listed' END,
        CASE WHEN rule IN ('listed-late', 'not-listed') AND is_plain THEN 'calendar' END] AS missing,
       [CASE WHEN rule = 'early' THEN 'three-months' ELSE 'record' END,
        CASE WHEN rule IN ('told-after', 'not-told') THEN 'way' END,
        CASE WHEN rule <> 'not-listed' AND rule <> 'listed-late' THEN 'closing-day' END,
        CASE WHEN rule IN ('served-after', 'not-served', 'listed-late', 'not-listed') THEN 'service-day' END] AS questions,
       [fact('结案日期', closed, h.place), fact('立案日期', filed, h.place),
        CASE WHEN rule = 'early' THEN fact('月数', $months::VARCHAR, NULL) END,
        CASE WHEN rule = 'early' THEN fact('满期', full_months, NULL) END,
        CASE WHEN rule IN ('told-after', 'not-told') THEN fact('告知日期', told, h.place) END,
        fact('申请执行人签字', creditor_signed, h.place), fact('合议日期', collegial, h.place),
        fact('批准日期', approved, h.place), fact('送达日期', served, h.place), fact('录入日期', listed, h.place),
        fact('数据日期', as_of, h.place), fact('未履行金额', yuan(unpaid), h.place)] AS facts
FROM found h JOIN details d ON d.number = h.number AND d.place = h.place LEFT JOIN weak w ON w.number = h.number
