-- 起拍价减优先债权和执行费用没有剩余；费用没有记载的按零算，仍没有剩余的更没有剩余。
WITH vain AS (
    SELECT *, case_number_norm AS number, "start"::DATE AS began,
           priority + coalesce(costs, 0) AS sum,
           coalesce(period_end(creditor_told, 5), creditor_told + 5) AS answer_due
    FROM auctions
    WHERE priority > 0 AND start_price > 0 AND start_price <= priority + coalesce(costs, 0) AND "start" < $today + 1
      AND NOT coalesce(contains(round, '变卖'), false) AND NOT coalesce(contains(state, '撤回'), false)
      AND NOT coalesce(list_has_any(string_split(priority_creditor, '、'), string_split(creditors, '、')), false)
),
judged AS (
    SELECT *, CASE WHEN creditor_told IS NULL AND creditor_asked IS NULL THEN 'no-record'
                   WHEN creditor_asked <= began AND coalesce(creditor_asked <= answer_due, true) THEN 'not-raised'
                   WHEN creditor_told > began THEN 'told-late'
                   WHEN began > answer_due THEN 'unasked' END AS rule
    FROM vain
)
SELECT concat_ws(' ', lot, case_number, round, "start"::VARCHAR) AS key, rule, number AS case_number,
       coalesce(court, case_court(number)) AS court, [owner] AS parties, sum - start_price AS amount, began AS act_date,
       sum - start_price AS rank,
       [CASE WHEN priority_creditor IS NULL THEN 'other' END, CASE WHEN creditors IS NULL THEN 'applicant' END,
        CASE WHEN creditor_told IS NULL THEN 'told' END, CASE WHEN rule = 'unasked' AND creditor_asked IS NULL THEN 'asked' END] AS missing,
       ['joint', 'balance', CASE WHEN price > sum THEN 'bids' END] AS questions,
       [fact('标的物', coalesce(title, lot), place), fact('起拍价', yuan(start_price), place), fact('优先债权', yuan(priority), place),
        fact('优先债权人', priority_creditor, place), fact('执行费用', yuan(costs), place), fact('申请执行人', creditors, place),
        fact('通知日期', creditor_told, place), fact('申请日期', creditor_asked, place), fact('成交价', yuan(price), place),
        fact('状态', state, place)] AS facts
FROM judged
WHERE rule IS NOT NULL
