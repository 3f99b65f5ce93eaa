-- 应得 = 普通债权实际可分之和 × 本人债权额 ÷ 普通债权额之和，舍去分以下；足额时是债权额。
WITH rows AS (
    SELECT *, case_number_norm AS number, concat_ws(' ', case_number_norm, plan, lot) AS plan_key,
           coalesce(says_no(priority) OR priority IN ('普通债权', '普通'), true) AS is_plain
    FROM distributions
    WHERE (contains("order", '参与分配') OR contains("order", '比例')) AND amount IS NOT NULL
),
plans AS (
    SELECT plan_key, sum(amount) AS total, sum(amount) FILTER (WHERE is_plain) AS pool, sum(claim) FILTER (WHERE is_plain) AS claims,
           max(proceeds) AS proceeds, min(proceeds) AS least_proceeds, count(*) FILTER (WHERE is_plain) AS n,
           bool_or(is_plain AND coalesce(claim, 0) <= 0) AS is_unclear, bool_or(consent = '是') AS is_agreed,
           bool_or(consent IS NULL) AS no_consent, bool_or(priority IS NULL) AS no_priority
    FROM rows GROUP BY plan_key
),
shares AS (
    SELECT r.*, p.* EXCLUDE (plan_key, proceeds), p.proceeds AS plan_proceeds,
           least(claim, (p.pool::HUGEINT * claim // p.claims)::BIGINT) AS expected,
           row_number() OVER (PARTITION BY r.plan_key
                              ORDER BY abs(amount - least(claim, (p.pool::HUGEINT * claim // p.claims)::BIGINT)) DESC, r.place) AS nth
    FROM rows r JOIN plans p ON p.plan_key = r.plan_key
    WHERE NOT coalesce(is_agreed, false) AND NOT coalesce(is_unclear, true) AND p.claims > 0 AND is_plain
),
each AS (
    SELECT plan_key, max(abs(amount - expected)) AS gap,
           bool_or(amount < claim) AS is_short,
           list(fact('普通债权', concat_ws('，', creditor, '债权 ' || yuan(claim) || ' 元', '应得 ' || yuan(expected) || ' 元', '分得 ' || yuan(amount) || ' 元'), place)
                ORDER BY nth) FILTER (WHERE nth <= 100) AS facts
    FROM shares GROUP BY plan_key
),
judged AS (
    SELECT s.*, e.gap, e.facts, e.is_short,
           CASE WHEN total - plan_proceeds > $tolerance AND least_proceeds = plan_proceeds THEN 'too-much'
                WHEN n > 1 AND gap > $tolerance THEN 'uneven'
                WHEN plan_proceeds - total > $tolerance AND least_proceeds = plan_proceeds AND is_short THEN 'kept-back' END AS rule
    FROM each e JOIN shares s ON s.plan_key = e.plan_key AND s.nth = 1
)
SELECT plan_key AS key, rule, number AS case_number, coalesce(court, case_court(number)) AS court, [creditor, debtor] AS parties,
       CASE rule WHEN 'uneven' THEN gap ELSE abs(total - plan_proceeds) END::BIGINT AS amount, date AS act_date,
       CASE rule WHEN 'uneven' THEN gap ELSE abs(total - plan_proceeds) END::BIGINT AS rank,
       ['first-seal', CASE WHEN no_priority THEN 'priority' END, CASE WHEN plan_proceeds IS NULL THEN 'proceeds' END,
        CASE WHEN no_consent THEN 'consent' END] AS missing,
       ['first-seal', 'claims', 'living', 'objection'] AS questions,
       [fact('分配方案', plan, place), fact('分配方式', "order", place), fact('可分配金额', yuan(plan_proceeds), CASE WHEN proceeds = plan_proceeds THEN place END),
        fact('分配合计', yuan(total::BIGINT), NULL), fact('普通债权可分', yuan(pool::BIGINT), NULL), fact('普通债权合计', yuan(claims::BIGINT), NULL),
        fact('应得', yuan(expected), place), fact('实得', yuan(amount), place)] || facts AS facts
FROM judged
WHERE rule IS NOT NULL
