-- 仍在查封中：没有解除、处置，期限没有届满，不是轮候，此后没有解封的一行；同一财产的首封、续封合成一项。
WITH done AS (
    SELECT case_number_norm AS number, debtors, satisfied, closed, concat_ws('，', closing, closing_reason) AS reason, place AS case_place,
           CASE WHEN satisfied IS NOT NULL THEN 'paid' ELSE 'withdrawn' END AS rule, coalesce(satisfied, closed) AS day
    FROM cases
    WHERE satisfied IS NOT NULL
       OR closed IS NOT NULL AND (contains(concat_ws('，', closing, closing_reason), '撤回') OR contains(concat_ws('，', closing, closing_reason), '撤销申请')
                                  OR contains(concat_ws('，', closing, closing_reason), '放弃债权'))
),
seal_rows AS (
    SELECT *, case_number_norm AS number, coalesce(norm_vin(vin), plate, property_number, property) AS thing FROM seals
    WHERE NOT contains(concat(kind, measure), '解') AND NOT contains(concat(kind, measure), '轮候')
      AND coalesce("start" <= $today, true) AND coalesce("end" >= $today, true)
      AND coalesce(lifted > $today, true) AND coalesce(disposed > $today, true)
      AND case_number_norm IN (SELECT number FROM done WHERE number IS NOT NULL)
),
-- 解封另有一行的（查封类型或者措施写着“解”）：同一案件、同一财产，自解封之日起解除；解除轮候的不算。
releases AS (
    SELECT case_number_norm AS number, vin, plate, property_number, coalesce(lifted, "start") AS released FROM seals
    WHERE contains(concat(kind, measure), '解') AND NOT contains(concat(kind, measure), '轮候')
),
sealed AS (
    SELECT * FROM seal_rows
    WHERE place NOT IN (SELECT s.place FROM seal_rows s JOIN releases r ON r.number = s.number AND (r.vin = s.vin OR r.plate = s.plate OR r.property_number = s.property_number)
                        WHERE coalesce(r.released >= s."start", true))
),
lasting AS (
    SELECT s.*, d.* EXCLUDE (number), coalesce(s.as_of, $today) AS known
    FROM sealed s JOIN done d ON d.number = s.number AND d.day + $days::INTEGER < coalesce(s.as_of, $today)
    WHERE thing IS NOT NULL AND coalesce("start" <= d.day, true) AND coalesce("end" > d.day, true)
    QUALIFY row_number() OVER (PARTITION BY s.number, thing ORDER BY "start" DESC, s.place DESC) = 1
)
SELECT concat_ws(' ', number, thing) AS key, rule,
       number AS case_number, coalesce(court, case_court(case_number)) AS court,
       [owner, debtors] AS parties, day AS act_date, date_diff('day', day, known) AS rank,
       [CASE WHEN "end" IS NULL THEN 'end' END, CASE WHEN as_of IS NULL THEN 'as-of' END] AS missing,
       ['register', 'other-case', 'fees'] AS questions,
       [fact('财产', coalesce(property, thing), place), fact('财产类型', property_kind, place), fact('查封日期', "start", place),
        fact('届满日', "end", place), fact('履行完毕', satisfied, case_place), fact('结案日期', closed, case_place),
        fact('结案事由', nullif(reason, ''), case_place), fact('数据日期', known, place)] AS facts
FROM lasting
