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
-- 查封了他们财产的。权利人只有一个号码的，直接比对；其余拆开。
marked AS (
    SELECT owner_id_norm AS d, case_number_norm AS seal_case, property, property_number, plate, vin, "start", lifted, place
    FROM seals WHERE owner_id_norm IN (SELECT d FROM claimed WHERE d IS NOT NULL) AND "start" IS NOT NULL AND NOT contains(concat(kind, measure), '解')
    UNION ALL
    SELECT * FROM (
        SELECT coalesce(norm_id(unnest(string_split(coalesce(owner_id, owner), '、'))), unnest(string_split(coalesce(owner_id, owner), '、'))) AS d,
               case_number_norm, property, property_number, plate, vin, "start", lifted, place
        FROM seals WHERE owner_id_norm IS NULL AND "start" IS NOT NULL AND NOT contains(concat(kind, measure), '解'))
    WHERE d IN (SELECT d FROM claimed WHERE d IS NOT NULL)
),
-- 解封另有一行的（查封类型或者措施写着“解”）：同一案件、同一财产，自解封之日起解除；解除轮候的不算。
releases AS (
    SELECT case_number_norm AS number, vin, plate, property_number, coalesce(lifted, "start") AS released FROM seals
    WHERE contains(concat(kind, measure), '解') AND NOT contains(concat(kind, measure), '轮候')
      AND case_number_norm IN (SELECT seal_case FROM marked WHERE seal_case IS NOT NULL)
),
ended AS (
    SELECT m.place, min(coalesce(r.released, m."start")) AS released
    FROM marked m JOIN releases r ON r.number = m.seal_case AND (r.vin = m.vin OR r.plate = m.plate OR r.property_number = m.property_number)
    WHERE coalesce(r.released >= m."start", true) GROUP BY m.place
),
owned AS (
    SELECT m.d, m.seal_case, m.property, m."start", least(m.lifted, e.released) AS lifted, m.place
    FROM marked m LEFT JOIN ended e ON e.place = m.place
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
