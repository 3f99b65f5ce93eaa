-- 仍在查封中：没有解除、处置，期限没有届满，不是轮候，此后没有解封的一行；同一财产的首封、续封合成一项。
WITH done AS (
    SELECT case_number, debtors, satisfied, closed, concat_ws('，', closing, closing_reason) AS reason, place AS case_place,
           CASE WHEN satisfied IS NOT NULL THEN 'paid' ELSE 'withdrawn' END AS rule, coalesce(satisfied, closed) AS day
    FROM cases
    WHERE satisfied IS NOT NULL
       OR closed IS NOT NULL AND (contains(concat_ws('，', closing, closing_reason), '撤回') OR contains(concat_ws('，', closing, closing_reason), '撤销申请')
                                  OR contains(concat_ws('，', closing, closing_reason), '放弃债权'))
),
measures AS (
    SELECT *, coalesce(norm_vin(vin), plate, property_number, property) AS thing,
           coalesce(contains(kind, '解') OR contains(measure, '解'), false) AS lifts
    FROM seals WHERE case_number IN (SELECT case_number FROM done)
),
releases AS (
    SELECT case_number, thing, max(coalesce("start", DATE '9999-12-31')) AS released FROM measures WHERE lifts GROUP BY case_number, thing
),
sealed AS (
    SELECT m.* FROM measures m LEFT JOIN releases r ON r.case_number = m.case_number AND r.thing = m.thing
    WHERE NOT lifts AND NOT coalesce(contains(kind, '轮候'), false)
      AND coalesce(r.released < m."start", r.thing IS NULL)
      AND coalesce("start" <= $today, true) AND coalesce("end" >= $today, true)
      AND coalesce(lifted > $today, true) AND coalesce(disposed > $today, true)
),
lasting AS (
    SELECT s.*, d.* EXCLUDE (case_number), coalesce(s.as_of, $today) AS known
    FROM sealed s JOIN done d ON d.case_number = s.case_number AND d.day + $days::INTEGER < coalesce(s.as_of, $today)
    WHERE thing IS NOT NULL AND coalesce("start" <= d.day, true) AND coalesce("end" > d.day, true)
    QUALIFY row_number() OVER (PARTITION BY s.case_number, thing ORDER BY "start" DESC, s.place DESC) = 1
)
SELECT concat_ws(' ', case_number, thing) AS key, rule,
       case_number_norm AS case_number, coalesce(court, case_court(case_number)) AS court,
       [owner, debtors] AS parties, day AS act_date, date_diff('day', day, known) AS rank,
       [CASE WHEN "end" IS NULL THEN 'end' END, CASE WHEN as_of IS NULL THEN 'as-of' END] AS missing,
       ['register', 'other-case', 'fees'] AS questions,
       [fact('财产', coalesce(property, thing), place), fact('财产类型', property_kind, place), fact('查封日期', "start", place),
        fact('届满日', "end", place), fact('履行完毕', satisfied, case_place), fact('结案日期', closed, case_place),
        fact('结案事由', nullif(reason, ''), case_place), fact('数据日期', known, place)] AS facts
FROM lasting
