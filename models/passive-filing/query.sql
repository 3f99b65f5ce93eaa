-- 首次执行案件：收到申请后七日内立案、十日内发出执行通知。期限的起日不算，届满日遇休假顺延。
WITH applications AS NOT MATERIALIZED (
    SELECT case_number_norm AS number, case_court(case_number) AS court_code, court, applied, filed, notified, creditors, debtors,
           greatest(claim - coalesce(paid, 0), 0) AS unpaid, place, least($today, coalesce(as_of, $today)) AS known
    FROM cases
    WHERE applied <= $today AND previous IS NULL AND case_kind(case_number) = '执'
),
-- 顺延只会更晚：连不顺延的期限都没有过的，不必再算。
received AS (
    SELECT *, coalesce(period_end(applied, $filing_days::INTEGER), applied + $filing_days::INTEGER) AS file_by,
           coalesce(period_end(applied, $notice_days::INTEGER), applied + $notice_days::INTEGER) AS notify_by,
           period_end(applied, $filing_days::INTEGER) IS NULL AS file_is_plain,
           period_end(applied, $notice_days::INTEGER) IS NULL AS notify_is_plain
    FROM applications
    WHERE filed > applied + $filing_days::INTEGER OR coalesce(notified, known) > applied + $notice_days::INTEGER
),
filled AS (
    SELECT court_code, count(notified) * 100 >= $least_filled * count(*) AS has_notified FROM applications GROUP BY court_code
),
judged AS (
    SELECT r.*, unnest([
        CASE WHEN filed > file_by THEN 'filed-late' END,
        CASE WHEN notified > notify_by THEN 'notified-late'
             WHEN notified IS NULL AND notify_by < known AND has_notified THEN 'not-notified' END]) AS rule
    FROM received r JOIN filled f ON f.court_code IS NOT DISTINCT FROM r.court_code
),
-- 先行采取措施的，可以同时或者三日内发送执行通知。
at_once AS (
    SELECT DISTINCT j.number
    FROM judged j JOIN (SELECT case_number_norm AS number, "start" FROM seals WHERE NOT contains(concat(kind, measure), '解')) s ON s.number = j.number
    WHERE j.rule = 'notified-late' AND s."start" BETWEEN j.applied AND j.notified
      AND j.notified <= coalesce(period_end(s."start", 3), s."start" + 3)
),
-- 特殊群体的债权排在前面。
weak AS (
    SELECT DISTINCT case_number_norm AS number FROM parties
    WHERE vulnerable IS NOT NULL AND vulnerable NOT IN ('否', '无', '0') AND NOT contains(coalesce(role, ''), '被执行')
),
hits AS (
    SELECT * FROM judged
    WHERE rule IS NOT NULL AND NOT (rule = 'notified-late' AND number IN (SELECT number FROM at_once WHERE number IS NOT NULL))
)
SELECT h.number || ' ' || rule AS key, rule, h.number AS case_number, coalesce(court, h.court_code) AS court, [creditors, debtors] AS parties,
       CASE WHEN unpaid > 0 THEN unpaid END AS amount,
       CASE WHEN rule = 'filed-late' THEN file_by ELSE notify_by END AS act_date,
       -- 拖得久的在前；特殊群体先于一般。
       CASE WHEN w.number IS NOT NULL THEN 1000000 ELSE 0 END
           + coalesce(CASE rule WHEN 'filed-late' THEN date_diff('day', file_by, filed)
                                ELSE date_diff('day', notify_by, coalesce(notified, $today)) END, 0) AS rank,
       [CASE WHEN rule = 'not-notified' THEN 'notified' END,
        CASE WHEN CASE WHEN rule = 'filed-late' THEN file_is_plain ELSE notify_is_plain END THEN 'calendar' END] AS missing,
       ['received', CASE WHEN rule = 'notified-late' THEN 'sent-or-served' END, 'transferred',
        CASE WHEN rule = 'not-notified' THEN 'file' END] AS questions,
       [fact('收到申请', applied, place), fact('立案日期', filed, place), fact('执行通知', notified, place),
        fact('逾期天数', (CASE rule WHEN 'filed-late' THEN date_diff('day', file_by, filed)
                          WHEN 'notified-late' THEN date_diff('day', notify_by, notified) END)::VARCHAR, NULL)] AS facts
FROM hits h LEFT JOIN weak w ON w.number = h.number
