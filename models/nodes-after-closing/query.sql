-- 一案一条：结案次日以后的措施，中间没有恢复。
-- 先只用案号和日期找出少数案件（收成一个列表，数据库才知道它们很少），再取内容。
WITH suspects AS (
    SELECT unnest(list(DISTINCT c.number)) AS number
    FROM (SELECT case_number_norm AS number, "start" AS day FROM seals
          UNION ALL SELECT case_number_norm, ruled FROM disposals
          UNION ALL SELECT case_number_norm, date FROM distributions
          UNION ALL SELECT case_number_norm, "start"::DATE FROM auctions) a
         JOIN (SELECT case_number_norm AS number, closed FROM cases WHERE closed IS NOT NULL) c ON c.number = a.number
    WHERE a.day > c.closed
),
closed_cases AS (
    SELECT case_number_norm AS number, coalesce(court, case_court(case_number)) AS court, debtors, closed, closing, resumed,
           coalesce(contains(closing, '终结本次') OR contains(closing, '终本'), false) AS is_terminated, place
    FROM cases WHERE closed IS NOT NULL AND case_number_norm IN (SELECT number FROM suspects WHERE number IS NOT NULL)
),
successors AS (SELECT DISTINCT previous_norm AS number FROM cases WHERE previous IS NOT NULL),
acts AS (
    SELECT case_number_norm AS number, 1 AS kind, concat_ws('，', "start", '查封', coalesce(property, plate)) AS words, "start" AS day, place
    FROM seals WHERE case_number_norm IN (SELECT number FROM suspects WHERE number IS NOT NULL) AND "start" IS NOT NULL AND NOT contains(coalesce(kind, ''), '续') AND NOT contains(concat(kind, measure), '解')
    UNION ALL
    SELECT case_number_norm, 2, concat_ws('，', ruled, coalesce(way, '处置'), coalesce(property, plate), yuan(price) || ' 元'), ruled, place
    FROM disposals WHERE case_number_norm IN (SELECT number FROM suspects WHERE number IS NOT NULL) AND ruled IS NOT NULL
    UNION ALL
    SELECT case_number_norm, 2, concat_ws('，', date, '分配给', creditor, yuan(amount) || ' 元'), date, place
    FROM distributions WHERE case_number_norm IN (SELECT number FROM suspects WHERE number IS NOT NULL) AND date IS NOT NULL
    UNION ALL
    SELECT case_number_norm, 2, concat_ws('，', "start"::DATE, '开拍', title), "start"::DATE, place
    FROM auctions WHERE case_number_norm IN (SELECT number FROM suspects WHERE number IS NOT NULL) AND "start" IS NOT NULL
),
late AS (
    SELECT c.*, a.kind, a.words, a.day, a.place AS act_place
    FROM acts a JOIN closed_cases c ON c.number = a.number
    WHERE a.day > c.closed AND NOT coalesce(c.resumed <= a.day, false)
      AND c.number NOT IN (SELECT number FROM successors)
),
summed AS (
    SELECT number, any_value(court) AS court, any_value(debtors) AS debtors, any_value(closed) AS closed, any_value(closing) AS closing,
           bool_or(is_terminated) AS is_terminated, max(kind) AS kind, min(day) AS day, min(place) AS place, count(*) AS n,
           string_agg(words, '；' ORDER BY day, words) AS words, list(fact('结案以后', words, act_place) ORDER BY day, words) AS acts
    FROM late GROUP BY number
)
SELECT number AS key, CASE WHEN is_terminated THEN 'after-termination' ELSE 'after-closing' END AS rule, number AS case_number, court,
       [debtors] AS parties, day AS act_date, CASE WHEN is_terminated THEN 0 ELSE 1000 END + kind * 100 + least(n, 99)::BIGINT AS rank,
       ['entry'] AS missing,
       [CASE WHEN is_terminated AND kind = 1 THEN 'emergency' END, CASE WHEN kind = 2 THEN 'whose-money' END, 'false-closing'] AS questions,
       [fact('结案日', closed, place), fact('结案方式', closing, place), fact('措施', words, NULL), fact('措施数', n, NULL)] || acts[1:40] AS facts
FROM summed
