-- 一案一条：起诉时别人已经查封，或者已经在执行。
WITH late AS (
    SELECT *, case_number_norm AS number,
           enforcement_case_norm AS own_case,
           coalesce(norm_id(unnest(string_split(coalesce(defendant_ids, defendants), '、'))),
                    unnest(string_split(coalesce(defendant_ids, defendants), '、'))) AS d
    FROM suits
    WHERE filed IS NOT NULL AND coalesce(award, amount, 0) >= $least_amount
      AND (coalesce(contains(outcome, '调解') OR contains(outcome, '司法确认'), false)
           OR coalesce(contains(contested, '无') OR contains(contested, '认') OR contains(contested, '放弃')
                       OR contains(contested, '缺席'), false))
      AND NOT (coalesce(contains(contested, '有争议') OR contains(contested, '抗辩'), false)
               AND NOT coalesce(contains(contested, '无抗辩') OR contains(contested, '放弃'), false))
),
who AS (SELECT unnest(list(DISTINCT d)) AS d FROM late),
-- 查封了他们财产的。权利人只有一个号码的，直接比对；其余拆开。
marked AS (
    SELECT owner_id_norm AS d, case_number_norm AS seal_case, property, property_number, plate, vin, "start", lifted, place
    FROM seals WHERE owner_id_norm IN (SELECT d FROM who WHERE d IS NOT NULL) AND "start" IS NOT NULL AND NOT contains(concat(kind, measure), '解')
    UNION ALL
    SELECT * FROM (
        SELECT coalesce(norm_id(unnest(string_split(coalesce(owner_id, owner), '、'))), unnest(string_split(coalesce(owner_id, owner), '、'))) AS d,
               case_number_norm, property, property_number, plate, vin, "start", lifted, place
        FROM seals WHERE owner_id_norm IS NULL AND "start" IS NOT NULL AND NOT contains(concat(kind, measure), '解'))
    WHERE d IN (SELECT d FROM who WHERE d IS NOT NULL)
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
-- 查封在谁的案件里：那件案件的申请执行人。
enforcing AS (
    SELECT case_number_norm AS number, creditors, creditor_ids FROM cases
    WHERE case_number_norm IN (SELECT seal_case FROM owned WHERE seal_case IS NOT NULL)
),
sealed AS (
    SELECT l.number, o.seal_case AS before_case, o."start" AS before_day, o.place AS before_place,
           concat_ws('，', o.seal_case, '查封 ' || o."start", o.property) AS words
    FROM owned o JOIN late l ON l.d = o.d LEFT JOIN enforcing e ON e.number = o.seal_case
    WHERE o."start" < l.filed AND coalesce(o.lifted > l.filed, true)
      AND o.seal_case <> l.number AND o.seal_case IS DISTINCT FROM l.own_case
      AND NOT coalesce(list_has_any(string_split(coalesce(e.creditor_ids, e.creditors), '、'),
                                    string_split(coalesce(l.plaintiff_ids, l.plaintiffs), '、')), false)
),
-- 他们作为被执行人的案件。
debtor_cases AS (
    SELECT debtor_ids_norm AS d, case_number_norm AS number, creditors, creditor_ids, filed, satisfied, place
    FROM cases WHERE debtor_ids_norm IN (SELECT d FROM who WHERE d IS NOT NULL)
    UNION ALL
    SELECT * FROM (
        SELECT coalesce(norm_id(unnest(string_split(coalesce(debtor_ids, debtors), '、'))), unnest(string_split(coalesce(debtor_ids, debtors), '、'))) AS d,
               case_number_norm, creditors, creditor_ids, filed, satisfied, place
        FROM cases WHERE debtor_ids_norm IS NULL)
    WHERE d IN (SELECT d FROM who WHERE d IS NOT NULL)
),
indebted AS (
    SELECT l.number, e.number AS before_case, e.filed AS before_day, e.place AS before_place,
           concat_ws('，', e.number, '执行立案 ' || e.filed) AS words
    FROM debtor_cases e JOIN late l ON l.d = e.d
    WHERE e.filed < l.filed AND coalesce(e.satisfied > l.filed, true)
      AND e.number IS DISTINCT FROM l.own_case
      AND NOT coalesce(list_has_any(string_split(coalesce(e.creditor_ids, e.creditors), '、'),
                                    string_split(coalesce(l.plaintiff_ids, l.plaintiffs), '、')), false)
),
before AS (
    SELECT number, min(kind) AS kind, arg_min(words, concat(kind, before_day, before_case, words)) AS words,
           list_sort(list(DISTINCT fact(CASE kind WHEN 1 THEN '先前查封' ELSE '先前执行' END, words, before_place))) AS befores,
           count(DISTINCT before_case) AS n
    FROM (SELECT *, 1 AS kind FROM sealed UNION ALL SELECT *, 2 FROM indebted) GROUP BY number
),
shared AS (
    SELECT title_norm AS number, sum(amount)::BIGINT AS amount, max(date) AS day, min(place) AS place
    FROM distributions WHERE title_norm IN (SELECT number FROM late WHERE number IS NOT NULL) AND amount > 0 GROUP BY 1
),
one AS (SELECT DISTINCT ON (number) * EXCLUDE (d) FROM late ORDER BY number)
SELECT l.number AS key,
       CASE WHEN b.kind = 1 AND s.number IS NOT NULL THEN 'distributed' WHEN b.kind = 1 THEN 'sealed' ELSE 'debtor' END AS rule,
       l.number AS case_number, coalesce(l.court, case_court(l.case_number)) AS court, [l.plaintiffs, l.defendants] AS parties,
       coalesce(l.award, l.amount) AS amount, l.filed AS act_date,
       (CASE WHEN s.number IS NOT NULL THEN 4 WHEN l.enforced IS NOT NULL OR l.enforcement_case IS NOT NULL THEN 2 ELSE 0 END
           + CASE b.kind WHEN 1 THEN 1 ELSE 0 END) * 10000000000000 + least(coalesce(l.award, l.amount, 0), 9999999999999) AS rank,
       [CASE WHEN l.defendant_ids IS NULL THEN 'identity' END, CASE WHEN l.contested IS NULL THEN 'contested' END, 'real'] AS missing,
       ['when-owed', 'share', 'relation'] AS questions,
       [fact('案由', l.cause, l.place), fact('立案日期', l.filed, l.place), fact('对方', l.defendants, l.place),
        fact('结案方式', coalesce(l.outcome, l.contested), l.place), fact('答辩情况', l.contested, l.place),
        fact('先前', b.words, NULL), fact('先前案件数', b.n, NULL), fact('申请执行', l.enforced, l.place),
        fact('执行案号', l.enforcement_case, l.place), fact('分配金额', yuan(s.amount), s.place), fact('分配日期', s.day, s.place)]
           || b.befores[1:20] AS facts
FROM one l JOIN before b ON b.number = l.number LEFT JOIN shared s ON s.number = l.number
