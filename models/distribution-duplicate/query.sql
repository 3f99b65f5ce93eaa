-- 一项债权：同一债权人（号码归一，没有号码看姓名）、同一执行依据；方案按日期排列。
-- 先找出不止一行的执行依据，再按债权人、方案看。
WITH repeated AS (
    SELECT title_norm AS title FROM distributions WHERE amount > 0 AND claim > 0 GROUP BY title_norm HAVING count(*) > 1
),
shares AS (
    SELECT coalesce(creditor_id_norm, creditor) AS who, title_norm AS title, case_number_norm AS number,
           concat_ws(' ', case_number_norm, plan) AS plan, date, court, creditor, debtor, claim, amount, place
    FROM distributions
    WHERE NOT says_no(title) AND amount > 0 AND claim > 0 AND title_norm IN (SELECT title FROM repeated WHERE title IS NOT NULL)
),
several AS (
    SELECT who, title FROM shares GROUP BY who, title HAVING min(plan) <> max(plan)
),
plans AS (
    SELECT s.who, s.title, plan, min(number) AS number, min(date) AS date, max(court) AS court, max(creditor) AS creditor, max(debtor) AS debtor,
           sum(amount) AS amount, max(claim) AS claim,
           CASE WHEN count(*) = 1 THEN min(place) END AS place
    FROM shares s JOIN several m ON m.who = s.who AND m.title = s.title
    GROUP BY s.who, s.title, plan
),
ordered AS (
    SELECT *, sum(amount) OVER earlier AS before, max(claim) OVER earlier AS claim_before,
           row_number() OVER (PARTITION BY who, title ORDER BY date DESC NULLS LAST, plan) AS nth
    FROM plans
    WINDOW earlier AS (PARTITION BY who, title ORDER BY date, plan ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
),
judged AS (
    SELECT who, title, count(*) AS n, sum(amount) AS total, max(claim) AS claim, max(date) AS last_date, arg_max(number, (date, plan)) AS number,
           arg_max(court, (date, plan)) AS court, max(creditor) AS creditor, max(debtor) AS debtor,
           -- 后一方案的债权额最多是此前的债权额减此前的受偿。
           max(least(claim - (claim_before - before), before)) AS undeducted, bool_or(date IS NULL) AS is_undated,
           list(fact('方案', concat_ws('，', plan, date, court, '债权 ' || yuan(claim) || ' 元', '受偿 ' || yuan(amount::BIGINT) || ' 元'), place)
                ORDER BY date, plan) FILTER (WHERE nth <= 100) AS facts
    FROM ordered GROUP BY who, title
),
ruled AS (
    SELECT *, CASE WHEN total - claim >= $least_amount THEN 'over-claim'
                   WHEN undeducted >= $least_amount AND NOT is_undated THEN 'undeducted' END AS rule
    FROM judged
)
SELECT concat_ws(' ', who, title) AS key, rule, number AS case_number, coalesce(court, case_court(number)) AS court,
       [creditor, debtor] AS parties, CASE rule WHEN 'over-claim' THEN total - claim ELSE undeducted END::BIGINT AS amount, last_date AS act_date,
       CASE rule WHEN 'over-claim' THEN total - claim ELSE undeducted END::BIGINT AS rank, ['interest'] AS missing,
       ['interest', 'joint', 'parts'] AS questions,
       [fact('执行依据', title, NULL), fact('方案数', n, NULL), fact('受偿合计', yuan(total::BIGINT), NULL), fact('债权额', yuan(claim), NULL)] || facts AS facts
FROM ruled
WHERE rule IS NOT NULL
