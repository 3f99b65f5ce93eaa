-- 仍在查封中：没有解除、处置，期限没有届满，不是轮候，此后没有解封的一行；同一财产的首封、续封合成一项。
WITH seal_rows AS (
    SELECT *, case_number_norm AS number, coalesce(norm_vin(vin), plate, property_number, property) AS thing FROM seals
    WHERE NOT contains(concat(kind, measure), '解') AND NOT contains(concat(kind, measure), '轮候')
      AND coalesce("start" <= $today, true) AND coalesce("end" >= $today, true)
      AND coalesce(lifted > $today, true) AND coalesce(disposed > $today, true)
      AND nature IS NOT NULL
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
judged AS (
    SELECT *, CASE WHEN contains(nature, '低保') OR contains(nature, '最低生活') OR contains(nature, '特困') OR contains(nature, '救助')
                        OR contains(nature, '抚恤') THEN 'relief'
                   WHEN contains(nature, '农民工工资') OR contains(nature, '预售') OR contains(nature, '监管') OR contains(nature, '维修资金')
                        OR contains(nature, '社会保险基金') OR contains(nature, '社保基金') OR contains(nature, '专用') THEN 'special'
                   WHEN (contains(nature, '工资') OR contains(nature, '养老金') OR contains(nature, '退休金')) AND coalesce(kept, 0) = 0 THEN 'income' END AS rule
    FROM sealed
    QUALIFY row_number() OVER (PARTITION BY number, thing ORDER BY "start" DESC, place DESC) = 1
)
SELECT concat_ws(' ', number, thing) AS key, rule,
       number AS case_number, coalesce(court, case_court(case_number)) AS court, [owner] AS parties,
       coalesce("limit", value) AS amount, "start" AS act_date,
       CASE rule WHEN 'relief' THEN 3 WHEN 'income' THEN 2 ELSE 1 END AS rank,
       ['standard', CASE WHEN rule = 'income' AND kept IS NULL THEN 'kept' END] AS missing,
       ['mixed', CASE WHEN rule = 'income' THEN 'paid-monthly' END, CASE WHEN rule = 'special' THEN 'special-law' END] AS questions,
       [fact('财产', coalesce(property, thing), place), fact('款项性质', nature, place), fact('权利人', owner, place), fact('查封日期', "start", place),
        fact('届满日', "end", place), fact('冻结数额', yuan("limit"), place), fact('账户金额', yuan(value), place), fact('保留生活费', yuan(kept), place)] AS facts
FROM judged
WHERE rule IS NOT NULL
