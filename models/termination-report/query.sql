-- 一件终本案件、一种情形一条。空着的列只在该法院通常填写时才算“没有记录”。
WITH closed AS (
    SELECT case_number_norm AS number, case_court(case_number) AS court_code,
           coalesce(applied, filed) AS begun, closed,
           CASE WHEN contains(obligation, '金钱') OR contains(obligation, '支付') OR contains(obligation, '款') THEN true
                WHEN NOT contains(obligation, '给付') THEN false END AS is_monetary,
           least($today, coalesce(as_of, $today)) AS known, notified, report_ordered AS ordered, reported, report_checked AS checked, place
    FROM cases
    WHERE closed <= $today AND (contains(closing, '终结本次') OR contains(closing, '终本'))
      AND previous IS NULL AND coalesce(case_kind(case_number), '执') = '执'
),
filled AS (
    SELECT court_code, count(notified) * 100 >= $least_filled * count(*) AS has_notified,
           count(ordered) * 100 >= $least_filled * count(*) AS has_ordered,
           count(checked) * 100 >= $least_filled * count(reported) AS has_checked
    FROM closed GROUP BY court_code
),
-- 特殊群体的债权排在前面。
weak AS (
    SELECT DISTINCT case_number_norm AS number FROM parties
    WHERE vulnerable IS NOT NULL AND vulnerable NOT IN ('否', '无', '0') AND NOT contains(coalesce(role, ''), '被执行')
),
judged AS (
    SELECT c.*, coalesce(period_end(begun, $days::INTEGER), begun + $days::INTEGER) AS due,
           period_end(begun, $days::INTEGER) IS NULL AS is_plain, has_notified, has_ordered, has_checked
    FROM closed c JOIN filled f ON f.court_code IS NOT DISTINCT FROM c.court_code
),
hits AS (
    SELECT *, unnest([
        CASE WHEN notified > closed AND notified > due THEN 'notified-after'
             WHEN notified IS NULL AND due < known AND has_notified THEN 'not-notified' END,
        CASE WHEN is_monetary IS NOT DISTINCT FROM false THEN NULL
             WHEN ordered > closed AND notified <= closed THEN 'ordered-after'
             WHEN ordered IS NULL AND has_ordered AND closed < known THEN 'not-ordered' END,
        CASE WHEN reported <= closed AND checked > closed THEN 'checked-after'
             WHEN reported <= closed AND checked IS NULL AND has_checked AND closed < known THEN 'not-checked' END]) AS rule
    FROM judged
),
-- 命中的很少：别的列只取它们的。
found AS (SELECT * FROM hits WHERE rule IS NOT NULL),
details AS (
    SELECT case_number_norm AS number, place, coalesce(court, case_court(case_number)) AS court, cause, obligation, applied, creditors, debtors,
           greatest(claim - coalesce(paid, 0), 0) AS unpaid, as_of
    FROM cases WHERE case_number_norm IN (SELECT number FROM found WHERE number IS NOT NULL)
)
SELECT h.number || ' ' || rule AS key, rule, h.number AS case_number, court, [creditors, debtors] AS parties,
       CASE WHEN unpaid > 0 THEN unpaid END AS amount,
       CASE WHEN rule IN ('notified-after', 'not-notified') THEN due ELSE closed END AS act_date,
       -- 特殊群体、小额，依次在前；其余按未履行金额。
       CASE WHEN w.number IS NOT NULL OR contains(cause, '劳动报酬') OR contains(cause, '养费')
                 OR contains(cause, '赡养') OR contains(cause, '人身损害') OR contains(cause, '工伤') THEN 2000000000000000 ELSE 0 END
           + CASE WHEN unpaid > 0 AND unpaid <= $small THEN 1000000000000000 ELSE 0 END
           + least(coalesce(unpaid, 0), 999999999999999) AS rank,
       [CASE WHEN rule = 'not-notified' THEN 'notified' END, CASE WHEN rule = 'not-ordered' THEN 'ordered' END,
        CASE WHEN rule = 'not-checked' THEN 'checked' END,
        CASE WHEN rule IN ('notified-after', 'not-notified') AND applied IS NULL THEN 'applied' END,
        CASE WHEN rule IN ('notified-after', 'not-notified') AND is_plain THEN 'calendar' END,
        CASE WHEN rule IN ('ordered-after', 'not-ordered') AND is_monetary IS NULL THEN 'monetary' END,
        CASE WHEN rule = 'not-ordered' AND notified IS NULL THEN 'notified' END] AS missing,
       ['file', CASE WHEN rule IN ('notified-after', 'ordered-after') THEN 'sent-or-served' END,
        CASE WHEN rule IN ('notified-after', 'not-notified') THEN 'at-once' END,
        CASE WHEN rule IN ('checked-after', 'not-checked') THEN 'checked-how' END] AS questions,
       [fact('结案日期', closed, h.place), fact('执行内容', obligation, h.place),
        CASE WHEN rule IN ('notified-after', 'not-notified') THEN fact('起算日', begun, h.place) END,
        CASE WHEN rule IN ('notified-after', 'not-notified') THEN fact('期限', due, NULL) END,
        fact('执行通知', notified, h.place), fact('报告财产令', ordered, h.place),
        fact('报告日期', reported, h.place), fact('核实日期', checked, h.place),
        fact('数据日期', as_of, h.place), fact('未履行金额', yuan(unpaid), h.place)] AS facts
FROM found h JOIN details d ON d.number = h.number AND d.place = h.place LEFT JOIN weak w ON w.number = h.number
