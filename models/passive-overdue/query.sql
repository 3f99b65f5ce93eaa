-- 一案一种情形一条。六个月从立案次日起算，届满日遇休假顺延，再加扣除天数；院长批准延期的，到批准的日期。
WITH enforced AS (
    SELECT case_number_norm AS number, coalesce(applied, filed) AS applied, filed, closed, suspended_days, coalesce(suspended_days, 0)::INTEGER AS stay,
           extended_until, satisfied, place, as_of, least($today, coalesce(as_of, $today)) AS known
    FROM cases
    WHERE filed <= $today AND case_kind(case_number) IN ('执', '执恢')
),
timed AS (
    SELECT *, coalesce(period_end(add_months(filed, $months::INTEGER) + stay, 0), add_months(filed, $months::INTEGER) + stay) AS due,
           period_end(add_months(filed, $months::INTEGER) + stay, 0) IS NULL AS is_plain
    FROM enforced
),
overdue AS (
    SELECT *, greatest(due, coalesce(extended_until, due)) AS last,
           CASE WHEN closed IS NULL THEN 'open' ELSE 'closed-late' END AS rule
    FROM timed
    WHERE coalesce(closed, known) > greatest(due, coalesce(extended_until, due))
),
-- 首封、仍有效、没有处置的查封；存款直接扣划，不在此列。
sealed AS (
    SELECT s.number, s.what, s."start", s.plate, s.property_number, s.place, s.known
    FROM (SELECT case_number_norm AS number, concat_ws(' ', coalesce(property, plate, property_number), '至 ' || "end"::VARCHAR) AS what, "start", plate, property_number, place, least($today, coalesce(as_of, $today)) AS known
          FROM seals
          WHERE "start" <= $today AND lifted IS NULL AND disposed IS NULL AND coalesce("end" >= $today, true)
            AND NOT contains(concat(kind, measure), '轮候') AND NOT contains(concat(kind, measure), '解')
            AND NOT contains(coalesce(property_kind, ''), '存款') AND NOT contains(coalesce(property_kind, ''), '账户')) s
         JOIN (SELECT number FROM enforced WHERE closed IS NULL AND satisfied IS NULL) o ON o.number = s.number
),
-- 解封另有一行的（查封类型或者措施写着“解”）：同一案件、同一财产，自解封之日起解除；解除轮候的不算。
releases AS (
    SELECT case_number_norm AS number, plate, property_number, coalesce(lifted, "start") AS released FROM seals
    WHERE contains(concat(kind, measure), '解') AND NOT contains(concat(kind, measure), '轮候')
      AND case_number_norm IN (SELECT number FROM sealed WHERE number IS NOT NULL)
),
held AS (
    SELECT * FROM sealed
    WHERE place NOT IN (SELECT s.place FROM sealed s JOIN releases r ON r.number = s.number AND (r.plate = s.plate OR r.property_number = s.property_number)
                        WHERE coalesce(r.released >= s."start", true))
),
idle AS (
    SELECT t.number, min(greatest(h."start", t.applied)) AS since, count(*) AS n, arg_min(h.what, h."start") AS first_what,
           list(fact('查封', concat_ws('，', h.what, h."start"::VARCHAR), h.place) ORDER BY h."start", h.place) AS facts
    FROM held h JOIN timed t ON t.number = h.number
    WHERE coalesce(period_end(add_months(greatest(h."start", t.applied), 6) + t.stay, 0),
                   add_months(greatest(h."start", t.applied), 6) + t.stay) < least(t.known, h.known)
    GROUP BY t.number
),
hits AS (
    SELECT o.number, o.rule, o.last AS act_date, o.is_plain, NULL::DATE AS since, NULL::BIGINT AS n, NULL::VARCHAR AS first_what, NULL AS more
    FROM overdue o
    UNION ALL
    SELECT i.number, 'property-idle', coalesce(period_end(add_months(since, 6) + stay, 0), add_months(since, 6) + stay),
           period_end(add_months(since, 6) + stay, 0) IS NULL, since, n, first_what, i.facts
    FROM idle i JOIN timed t ON t.number = i.number
),
described AS (
    SELECT place, coalesce(court, case_court(case_number)) AS court, cause, creditors, debtors, greatest(claim - coalesce(paid, 0), 0) AS unpaid
    FROM cases WHERE case_number_norm IN (SELECT number FROM hits WHERE number IS NOT NULL)
),
-- 特殊群体的债权排在前面。
weak AS (
    SELECT DISTINCT case_number_norm AS number FROM parties
    WHERE vulnerable IS NOT NULL AND vulnerable NOT IN ('否', '无', '0') AND NOT contains(coalesce(role, ''), '被执行')
)
SELECT h.number || ' ' || CASE WHEN h.rule = 'property-idle' THEN 'property' ELSE 'case' END AS key, h.rule AS rule, h.number AS case_number,
       court, [creditors, debtors] AS parties, CASE WHEN unpaid > 0 THEN unpaid END AS amount, act_date,
       -- 特殊群体、小额，依次在前；其余按未履行金额。
       CASE WHEN w.number IS NOT NULL OR contains(cause, '劳动报酬') OR contains(cause, '养费')
                 OR contains(cause, '赡养') OR contains(cause, '人身损害') OR contains(cause, '工伤') THEN 2000000000000000 ELSE 0 END
           + CASE WHEN unpaid > 0 AND unpaid <= $small THEN 1000000000000000 ELSE 0 END
           + least(coalesce(unpaid, 0), 999999999999999) AS rank,
       [CASE WHEN suspended_days IS NULL THEN 'suspended' END,
        CASE WHEN h.rule = 'open' AND as_of IS NULL THEN 'as-of' END, CASE WHEN h.is_plain THEN 'calendar' END] AS missing,
       [CASE WHEN h.rule <> 'property-idle' THEN 'ordinary' END, 'approval', 'settlement',
        CASE WHEN h.rule = 'property-idle' THEN 'stage' END, CASE WHEN h.rule = 'open' THEN 'still-open' END] AS questions,
       [fact('立案日期', filed, t.place), fact('结案日期', closed, t.place), fact('扣除天数', stay::VARCHAR, t.place),
        fact('院长批准延期至', extended_until, t.place), fact('最早查封', since, NULL), fact('件数', n::VARCHAR, NULL),
        fact('首件', first_what, NULL), fact('数据日期', as_of, t.place), fact('未履行金额', yuan(unpaid), t.place)] || coalesce(more, []) AS facts
FROM hits h JOIN timed t ON t.number = h.number JOIN described d ON d.place = t.place LEFT JOIN weak w ON w.number = h.number
