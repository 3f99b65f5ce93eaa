-- “无”是记明没有；空着是没有记载。
SELECT concat_ws(' ', case_number, plan, lot, coalesce(creditor_id, creditor), title, priority) AS key,
       CASE WHEN title IS NULL THEN 'unrecorded' ELSE 'untitled' END AS rule,
       case_number_norm AS case_number, coalesce(court, case_court(case_number)) AS court,
       [creditor, debtor] AS parties, amount, date AS act_date, amount AS rank,
       [CASE WHEN title IS NULL THEN 'title' END] AS missing, ['reserved', 'title-later'] AS questions,
       [fact('分配方案', plan, place), fact('分配日期', date, place), fact('分配方式', "order", place), fact('债权额', yuan(claim), place),
        fact('分配金额', yuan(amount), place), fact('执行依据', title, place), fact('优先权', priority, place), fact('债权人执行案号', creditor_case, place)] AS facts
FROM distributions
WHERE amount > 0 AND coalesce(says_no(title), true) AND (says_no(priority) OR priority IN ('普通债权', '普通'))
  AND creditor_case IS NULL
