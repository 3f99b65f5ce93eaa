-- 一个账户一条：疑似被借用，执行立案以后仍在用。
WITH accounts AS (
    SELECT * FROM finding_proxies
    WHERE coalesce(verdict, '') <> 'refuted' AND (score >= $score OR verdict = 'confirmed')
      AND coalesce(relation, '') NOT IN ('spouse', 'minor-child')
),
owing AS (
    SELECT coalesce(norm_id(unnest(string_split(coalesce(debtor_ids, debtors), '、'))),
                    unnest(string_split(coalesce(debtor_ids, debtors), '、'))) AS id,
           case_number_norm AS number, coalesce(court, case_court(case_number)) AS court, debtors, filed,
           satisfied, greatest(claim - coalesce(paid, 0), 0) AS open_amount, debtor_ids IS NULL AS by_name, place
    FROM cases WHERE filed IS NOT NULL
),
matched AS (
    SELECT a.*, o.number, o.court, o.filed, o.open_amount, o.by_name, o.place AS case_place
    FROM accounts a
    -- 先只留下账户的被执行人，再细对。
    JOIN (SELECT * FROM owing WHERE id IN (SELECT coalesce(debtor_id, debtor) FROM accounts UNION ALL SELECT debtor FROM accounts)) o ON o.id = coalesce(a.debtor_id, a.debtor) OR (o.by_name AND o.id = a.debtor)
    WHERE a."last" > o.filed AND o.satisfied IS NULL
),
one AS (
    SELECT account AS key, arg_min(m, concat(strftime(filed, '%Y-%m-%d'), number)) AS m, sum(open_amount)::BIGINT AS open_amount,
           bool_and(by_name OR debtor_id IS NULL) AS by_name,
           list_sort(list(DISTINCT fact('案件', concat_ws('，', number, '执行立案 ' || filed, '未履行 ' || yuan(open_amount) || ' 元'), case_place))) AS cases
    FROM matched m GROUP BY account
)
SELECT key, CASE WHEN m.income > 0 THEN 'income' ELSE 'in-use' END AS rule, m.number AS case_number, m.court,
       [m.debtor, m.holder] AS parties, open_amount AS amount, m."last" AS act_date,
       CASE WHEN m.income > 0 THEN 10000000000000 ELSE 0 END + m.score::BIGINT * 1000000000 + least(coalesce(m.money_in, 0), 999999999) AS rank,
       [CASE WHEN by_name THEN 'identity' END, CASE WHEN m.income IS NULL THEN 'income' END, 'control'] AS missing,
       ['holder-income', 'living', 'knows'] AS questions,
       [fact('户名', m.holder, m.place), fact('账号', m.account, m.place), fact('分值', m.score, m.place), fact('关系', m.relation, m.place),
        fact('收入', yuan(m.income), m.place), fact('流入', yuan(m.money_in), m.place), fact('流出', yuan(m.money_out), m.place),
        fact('首笔', m."first", m.place), fact('末笔', m."last", m.place), fact('理由', m.reasons, m.place),
        fact('比例', (coalesce(m.income, 0)::HUGEINT * 100 // nullif(open_amount, 0))::BIGINT, NULL)] || cases[1:20] AS facts
FROM one
