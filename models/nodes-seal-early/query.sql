-- 一案一项财产一条：查封早于立案，找不到保全。
-- 先只用案号和日期找出少数案件（收成一个列表，数据库才知道它们很少），再取内容。
WITH suspects AS (
    SELECT unnest(list(DISTINCT c.number)) AS number
    FROM (SELECT case_number_norm AS number, "start" FROM seals) s
         JOIN (SELECT case_number_norm AS number, filed FROM cases WHERE filed IS NOT NULL AND previous IS NULL) c ON c.number = s.number
    WHERE s."start" < c.filed
),
filed_cases AS (
    SELECT case_number_norm AS number, coalesce(court, case_court(case_number)) AS court,
           title_norm AS title, previous, debtors, filed, place
    FROM cases WHERE filed IS NOT NULL AND previous IS NULL AND coalesce(case_kind(case_number), '') NOT IN ('执恢')
      AND case_number_norm IN (SELECT number FROM suspects WHERE number IS NOT NULL)
),
early AS (
    SELECT c.*, coalesce(s.property_number, s.vin, s.plate, s.property) AS thing, coalesce(s.property, s.plate, s.property_number, s.vin) AS words,
           s.property_number, s.property, s.owner, norm_id(s.owner_id) AS owner_id,
           CASE WHEN coalesce(s.owner_id, s.owner) IS NULL THEN s.property END AS of_nobody, s."start" AS sealed, s.place AS seal_place
    FROM (SELECT * FROM seals WHERE case_number_norm IN (SELECT number FROM suspects WHERE number IS NOT NULL)) s JOIN filed_cases c ON c.number = s.case_number_norm
    WHERE s."start" < c.filed AND NOT contains(concat(s.kind, s.measure), '解')
),
orders AS (
    SELECT enforcement_case_norm AS enforcement_case, suit_norm AS suit,
           title_norm AS title, property_number, property, respondent, norm_id(respondent_id) AS respondent_id,
           CASE WHEN coalesce(respondent_id, respondent) IS NULL THEN property END AS of_nobody, "start"
    FROM preservations
),
kept AS (
    SELECT * FROM early e
    WHERE NOT EXISTS (SELECT 1 FROM orders o WHERE o.enforcement_case = e.number AND coalesce(o."start" <= e.sealed, true))
      AND NOT EXISTS (SELECT 1 FROM orders o WHERE o.suit = e.title AND coalesce(o."start" <= e.sealed, true))
      AND NOT EXISTS (SELECT 1 FROM orders o WHERE o.title = e.title AND coalesce(o."start" <= e.sealed, true))
      AND NOT EXISTS (SELECT 1 FROM orders o WHERE o.property_number = e.property_number AND coalesce(o."start" <= e.sealed, true))
      -- 描述相同（“银行存款”）的，还要是同一个人的（有一边没有号码的看姓名），或者有一边没有写是谁的。
      AND NOT EXISTS (SELECT 1 FROM orders o WHERE o.property = e.property AND o.respondent_id = e.owner_id AND coalesce(o."start" <= e.sealed, true))
      AND NOT EXISTS (SELECT 1 FROM orders o WHERE o.property = e.property AND o.respondent = e.owner
                      AND (o.respondent_id IS NULL OR e.owner_id IS NULL) AND coalesce(o."start" <= e.sealed, true))
      AND NOT EXISTS (SELECT 1 FROM orders o WHERE o.of_nobody = e.property AND coalesce(o."start" <= e.sealed, true))
      AND NOT EXISTS (SELECT 1 FROM orders o WHERE o.property = e.of_nobody AND coalesce(o."start" <= e.sealed, true))
),
one AS (
    SELECT number || ' ' || coalesce(thing, '') AS key, arg_min(k, concat(strftime(sealed, '%Y-%m-%d'), seal_place)) AS k FROM kept k GROUP BY number, thing
)
SELECT key, 'early' AS rule, k.number AS case_number, k.court, [k.debtors] AS parties, k.sealed AS act_date,
       date_diff('day', k.sealed, k.filed)::BIGINT AS rank, ['entry'] AS missing, ['before-suit', 'other-case'] AS questions,
       [fact('立案日', k.filed, k.place), fact('查封日', k.sealed, k.seal_place), fact('财产', k.words, k.seal_place),
        fact('权利人', k.owner, k.seal_place), fact('天数', date_diff('day', k.sealed, k.filed), NULL),
        fact('执行依据', k.title, k.place)] AS facts
FROM one
