-- 一案一条：起诉时财产已被别的案件查封，案件无争议地给了优先权。
WITH claimed AS (
    SELECT *, case_number_norm AS number,
           coalesce(norm_id(unnest(string_split(coalesce(defendant_ids, defendants), '、'))),
                    unnest(string_split(coalesce(defendant_ids, defendants), '、'))) AS d
    FROM suits
    WHERE filed IS NOT NULL AND priority NOT IN ('无', '否', '没有')
      AND NOT (coalesce(contains(contested, '有争议') OR contains(contested, '抗辩'), false)
               AND NOT coalesce(contains(contested, '无抗辩') OR contains(contested, '放弃'), false))
      AND (coalesce(contains(outcome, '调解') OR contains(outcome, '司法确认'), false) OR contested IS NOT NULL)
),
owned AS (
    SELECT coalesce(norm_id(unnest(string_split(coalesce(owner_id, owner), '、'))),
                    unnest(string_split(coalesce(owner_id, owner), '、'))) AS d,
           case_number_norm AS seal_case, property, "start", lifted, place
    FROM seals WHERE "start" IS NOT NULL AND NOT contains(coalesce(kind, ''), '解')
),
before AS (
    SELECT c.number, arg_min(concat_ws('，', o.property, o.seal_case, o."start" || ' 被查封'), concat(o."start", o.seal_case, o.property)) AS words,
           min(o."start") AS first_sealed,
           list_sort(list(DISTINCT fact('先前查封', concat_ws('，', o.property, o.seal_case, o."start"), o.place))) AS befores
    FROM owned o JOIN claimed c ON c.d = o.d
    WHERE o."start" < c.filed AND coalesce(o.lifted > c.filed, true) AND o.seal_case <> c.number
    GROUP BY c.number
),
one AS (SELECT DISTINCT ON (number) * EXCLUDE (d) FROM claimed ORDER BY number)
SELECT c.number AS key, 'after-seal' AS rule, c.number AS case_number, coalesce(c.court, case_court(c.case_number)) AS court,
       [c.plaintiffs, c.defendants] AS parties, coalesce(c.award, c.amount) AS amount, c.filed AS act_date,
       coalesce(c.award, c.amount, 0) AS rank,
       [CASE WHEN c.defendant_ids IS NULL THEN 'identity' END, CASE WHEN c.contested IS NULL THEN 'contested' END,
        'basis-of-priority'] AS missing,
       ['works', 'registered', 'relation'] AS questions,
       [fact('案由', c.cause, c.place), fact('对方', c.defendants, c.place), fact('优先权', c.priority, c.place),
        fact('立案日期', c.filed, c.place), fact('结案方式', coalesce(c.outcome, c.contested), c.place),
        fact('先前', b.words, NULL), fact('申请执行', c.enforced, c.place)] || b.befores[1:20] AS facts
FROM one c JOIN before b ON b.number = c.number
