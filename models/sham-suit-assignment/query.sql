-- 一案一条：转让之日，转让人是失信被执行人或者被执行人。
WITH sold AS (
    SELECT *, case_number_norm AS number,
           coalesce(norm_id(unnest(string_split(coalesce(assignor_id, assignor), '、'))),
                    unnest(string_split(coalesce(assignor_id, assignor), '、'))) AS a
    FROM suits WHERE assigned IS NOT NULL AND coalesce(assignor_id, assignor) IS NOT NULL
),
listed AS (
    SELECT coalesce(norm_id(unnest(string_split(coalesce(person_id, person), '、'))),
                    unnest(string_split(coalesce(person_id, person), '、'))) AS a, case_number, made, lifted, place
    FROM restrictions WHERE contains(kind, '失信') AND made IS NOT NULL
),
owing AS (
    SELECT coalesce(norm_id(unnest(string_split(coalesce(debtor_ids, debtors), '、'))),
                    unnest(string_split(coalesce(debtor_ids, debtors), '、'))) AS a,
           case_number_norm AS case_number, filed, satisfied, claim, paid, place
    FROM cases WHERE filed IS NOT NULL
),
before AS (
    SELECT s.number, 1 AS kind, concat_ws('，', l.case_number, l.made || ' 列入失信名单') AS words, l.made AS day, l.place, NULL::BIGINT AS open_amount
    FROM sold s JOIN listed l ON l.a = s.a WHERE l.made <= s.assigned AND coalesce(l.lifted > s.assigned, true)
    UNION ALL
    SELECT s.number, 2, concat_ws('，', o.case_number, o.filed || ' 执行立案'), o.filed, o.place, greatest(o.claim - coalesce(o.paid, 0), 0)
    FROM sold s JOIN owing o ON o.a = s.a WHERE o.filed <= s.assigned AND coalesce(o.satisfied > s.assigned, true)
),
summed AS (
    SELECT number, min(kind) AS kind, arg_min(words, concat(kind, day, words)) AS words, sum(open_amount)::BIGINT AS open_amount,
           list_sort(list(DISTINCT fact(CASE kind WHEN 1 THEN '失信' ELSE '被执行' END, words, place))) AS befores
    FROM before GROUP BY number
),
one AS (SELECT DISTINCT ON (number) * EXCLUDE (a) FROM sold ORDER BY number)
SELECT s.number AS key, CASE b.kind WHEN 1 THEN 'dishonest' ELSE 'debtor' END AS rule, s.number AS case_number,
       coalesce(s.court, case_court(s.case_number)) AS court, [s.plaintiffs, s.assignor] AS parties,
       coalesce(s.award, s.amount) AS amount, s.assigned AS act_date,
       CASE b.kind WHEN 1 THEN 10000000000000 ELSE 0 END + least(coalesce(s.award, s.amount, 0), 9999999999999) AS rank,
       [CASE WHEN s.assignor_id IS NULL THEN 'identity' END, 'price'] AS missing,
       ['consideration', 'relation', 'debt-sale'] AS questions,
       [fact('转让人', coalesce(s.assignor, s.assignor_id), s.place), fact('转让日期', s.assigned, s.place), fact('立案日期', s.filed, s.place),
        fact('债务人', s.defendants, s.place), fact('结案方式', s.outcome, s.place), fact('先前', b.words, NULL),
        fact('转让人未履行', yuan(b.open_amount), NULL)] || b.befores[1:20] AS facts
FROM one s JOIN summed b ON b.number = s.number
