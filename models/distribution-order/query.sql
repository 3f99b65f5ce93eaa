-- 只看写明按查封先后的方案；被执行人是自然人的走比例（民诉法解释第五百零八条）。
WITH plans AS (
    SELECT *, case_number_norm AS number, concat_ws(' ', case_number_norm, plan, lot) AS plan_key,
           coalesce(sold, date) AS day, seal_end < coalesce(sold, date) AS has_lapsed,
           coalesce(says_no(priority) OR priority IN ('普通债权', '普通'), true) AS is_plain
    FROM distributions
    WHERE (contains("order", '顺序') OR contains("order", '先后')) AND NOT contains("order", '参与分配') AND NOT contains("order", '比例')
      AND coalesce(consent, '否') <> '是'
      AND NOT coalesce(check_id('citizen', debtor_id) = 'good', false)
),
-- 在先而没有足额受偿的：查封最早的一名。
short AS (
    SELECT plan_key, min(sealed) AS first_sealed, arg_min(coalesce(creditor, creditor_id), (sealed, place)) AS first_creditor, arg_min(place, (sealed, place)) AS first_place
    FROM plans WHERE is_plain AND NOT coalesce(has_lapsed, false) AND amount < claim AND sealed IS NOT NULL GROUP BY plan_key
),
judged AS (
    SELECT p.*, s.first_sealed, s.first_creditor, s.first_place,
           CASE WHEN has_lapsed THEN 'lapsed' WHEN sealed > first_sealed THEN 'later-first' END AS rule
    FROM plans p LEFT JOIN short s ON s.plan_key = p.plan_key
    WHERE is_plain AND amount > 0
)
SELECT concat_ws(' ', plan_key, coalesce(creditor_id, creditor), title, priority) AS key, rule, number AS case_number,
       coalesce(court, case_court(number)) AS court, [creditor, CASE WHEN rule = 'later-first' THEN first_creditor END, debtor] AS parties,
       amount, day AS act_date, amount AS rank,
       ['renewed', CASE WHEN debtor_id IS NULL THEN 'debtor' END, CASE WHEN priority IS NULL THEN 'priority' END,
        CASE WHEN consent IS NULL THEN 'consent' END] AS missing,
       ['renewed', CASE WHEN rule = 'later-first' THEN 'reserved' END, 'other-asset'] AS questions,
       [fact('分配方案', plan, place), fact('分配方式', "order", place), fact('变价日期', day, place), fact('查封日期', sealed, place),
        fact('查封到期', seal_end, place), fact('债权额', yuan(claim), place), fact('分配金额', yuan(amount), place), fact('优先权', priority, place),
        fact('在先债权人', CASE WHEN rule = 'later-first' THEN first_creditor END, first_place),
        fact('在先查封', CASE WHEN rule = 'later-first' THEN first_sealed END, first_place), fact('全体债权人同意', consent, place)] AS facts
FROM judged
WHERE rule IS NOT NULL
