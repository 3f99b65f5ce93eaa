-- 同一案件、同一财产的措施排成一串；届满日次日之前没有接上的，就是断了。还没有届满的，看期限有没有长过最长期限。
-- 排序只带用得着的列；写在线索上的内容最后才取。
WITH measures AS (
    SELECT case_number_norm AS number, coalesce(norm_vin(vin), plate, property_number) AS thing,
           plate, norm_vin(vin) AS vin, property_number, "start", "end", told, lifted, disposed, as_of, place, loaded,
           -- 存款一年，动产两年，不动产和其他财产权三年（民诉法解释第四百八十五条第一款）。
           CASE WHEN contains(coalesce(property_kind, ''), '存款') THEN 1
                WHEN plate IS NOT NULL OR vin IS NOT NULL
                     OR contains(coalesce(property_kind, ''), '车')
                     OR contains(coalesce(property_kind, ''), '动产') AND NOT contains(coalesce(property_kind, ''), '不动产') THEN 2
                ELSE 3 END AS years, coalesce("end", seal_end("start", years)) AS ends
    FROM seals
    WHERE NOT contains(concat(kind, measure), '轮候') AND NOT contains(concat(kind, measure), '解')
),
-- 一案一物只有一次措施的是绝大多数，没有接续可看；有几次的才排次序。
several AS (
    SELECT number, thing FROM measures WHERE thing IS NOT NULL GROUP BY number, thing HAVING count(*) > 1
),
-- 后来装入的同一次措施代替先前的。
renewed AS (
    SELECT m.* FROM measures m SEMI JOIN several s ON s.thing = m.thing AND s.number IS NOT DISTINCT FROM m.number
    QUALIFY row_number() OVER (PARTITION BY m.number, m.thing, "start" ORDER BY loaded DESC, place DESC) = 1
),
one AS (
    SELECT m.*, NULL::DATE AS next_start FROM measures m ANTI JOIN several s ON s.thing = m.thing AND s.number IS NOT DISTINCT FROM m.number
    WHERE m.thing IS NOT NULL
    UNION ALL
    SELECT *, lead("start") OVER (PARTITION BY number, thing ORDER BY "start", place) FROM renewed
),
-- 还没有届满而期限过长的，看最长期限届满时（写成次年同日的，不算长）接上没有。
lapsed AS (
    SELECT * FROM (
        SELECT * EXCLUDE (ends), NOT (ends < least($today, coalesce(as_of, $today)) OR $days_ahead > 0 AND ends <= $today + $days_ahead::INTEGER) AS is_on,
               CASE WHEN NOT is_on THEN ends
                    WHEN "end" - "start" > 365 * years THEN nullif(least(add_months("start", years * 12), "end"), "end") END AS ends
        FROM one)
    WHERE ends IS NOT NULL
      AND (next_start IS NULL OR next_start > ends + 1)
      AND NOT coalesce(lifted <= ends, false) AND NOT coalesce(disposed <= ends, false)
),
-- 同一辆车，一次写号牌、一次写车辆识别代号的：号牌或者代号相同的也算接上。
joined AS (
    SELECT a.place FROM lapsed a JOIN one b ON b.number = a.number AND b.plate = a.plate
    WHERE b.thing <> a.thing AND b."start" <= a.ends + 1 AND b.ends > a.ends
    UNION ALL
    SELECT a.place FROM lapsed a JOIN one b ON b.number = a.number AND b.vin = a.vin
    WHERE b.thing <> a.thing AND b."start" <= a.ends + 1 AND b.ends > a.ends
),
-- 解封另有一行的（查封类型或者措施写着“解”）：同一案件、同一财产，自解封之日起解除；解除轮候的不算。
releases AS (
    SELECT case_number_norm AS number, vin, plate, property_number, coalesce(lifted, "start") AS released FROM seals
    WHERE contains(concat(kind, measure), '解') AND NOT contains(concat(kind, measure), '轮候')
      AND case_number_norm IN (SELECT number FROM lapsed WHERE number IS NOT NULL)
),
released AS (
    SELECT l.place, bool_or(r.released BETWEEN coalesce(l."start", r.released) AND l.ends) AS is_over, bool_or(r.released IS NULL) AS is_undated
    FROM lapsed l JOIN releases r ON r.number = l.number AND (r.vin = l.vin OR r.plate = l.plate OR r.property_number = l.property_number)
    GROUP BY l.place
),
-- 届满以前已经结清的不列；终本的写明。
cases_of AS (
    SELECT number, max(satisfied) AS satisfied, max(closed) AS closed, arg_max(closing, closed) AS closing
    FROM (SELECT case_number_norm AS number, satisfied, closed, closing FROM cases)
    WHERE number IN (SELECT number FROM lapsed WHERE number IS NOT NULL)
    GROUP BY number
),
filled AS (
    SELECT case_court(number) AS court_code, count(told) * 100 >= $least_filled * count(*) AS has_told
    FROM one WHERE case_kind(number) NOT IN ('执', '执恢') GROUP BY 1
),
-- 保全台账里有同一案件、同一财产的，告知由保全模型（passive-preservation）判断，这里只看续行。
listed AS (
    SELECT l.place FROM lapsed l JOIN preservations p
        ON coalesce(norm_case(p.case_number), p.case_number) = l.number AND p.property_number IN (l.thing, l.plate)
),
described AS (
    SELECT place, coalesce(court, case_court(case_number)) AS court, coalesce(property, plate, property_number, vin) AS property,
           property_kind, owner, applied,
           -- 诉讼、诉前保全的查封：应当书面告知届满日（保全规定第十八条第二款）。
           case_kind(case_number) NOT IN ('执', '执恢') AS is_preserved
    FROM seals WHERE case_number_norm IN (SELECT number FROM lapsed WHERE number IS NOT NULL)
),
judged AS (
    SELECT l.*, d.* EXCLUDE (place), c.closed, c.closing,
           CASE WHEN is_on THEN 'over-long'
                WHEN r.is_undated THEN 'maybe-released'
                WHEN "end" IS NULL THEN 'assumed-end'
                WHEN "end" >= least($today, coalesce(as_of, $today)) THEN 'about-to'
                -- 保全的申请人要在届满七日前申请，逾期的自行承担后果（保全规定第十八条第一款）。
                WHEN applied <= "end" AND NOT (is_preserved AND applied > "end" - 7) THEN 'applied-not-extended'
                WHEN l.place IN (SELECT place FROM listed) THEN 'not-extended'
                WHEN is_preserved AND told > "end" THEN 'told-after'
                WHEN is_preserved AND told IS NULL AND has_told THEN 'not-told'
                ELSE 'not-extended' END AS rule
    FROM lapsed l JOIN described d ON d.place = l.place
         LEFT JOIN released r ON r.place = l.place
         LEFT JOIN cases_of c ON c.number = l.number
         LEFT JOIN filled f ON f.court_code IS NOT DISTINCT FROM case_court(l.number)
    WHERE NOT coalesce(c.satisfied <= ends, false) AND NOT coalesce(r.is_over OR is_on AND r.is_undated, false) AND l.place NOT IN (SELECT place FROM joined)
)
SELECT concat_ws(' ', number, thing, coalesce("start"::VARCHAR, '?'), CASE WHEN is_on THEN rule END) AS key, rule, number AS case_number, court,
       [owner] AS parties, CASE WHEN is_on THEN "start" ELSE ends END AS act_date,
       CASE rule WHEN 'applied-not-extended' THEN 4 WHEN 'told-after' THEN 4 WHEN 'not-told' THEN 3 WHEN 'not-extended' THEN 2 ELSE 1 END * 100000
           + coalesce(date_diff('day', DATE '1970-01-01', ends), 0) AS rank,
       [CASE WHEN "end" IS NULL THEN 'end' END, CASE WHEN rule = 'maybe-released' THEN 'lifted' END,
        CASE WHEN rule IN ('not-extended', 'not-told') AND applied IS NULL THEN 'applied' END,
        CASE WHEN rule = 'not-told' THEN 'told' END] AS missing,
       CASE WHEN is_on THEN ['in-place', 'kind', 'other-case']
            ELSE ['extended-elsewhere', 'other-case', CASE WHEN is_preserved THEN 'told' END, 'harm', 'still-owed'] END AS questions,
       [fact('财产', property, place), fact('财产类型', property_kind, place), fact('权利人', owner, place),
        fact('查封日期', "start", place), fact('届满日', "end", place),
        fact('推算届满', CASE WHEN is_on THEN seal_end("start", years) WHEN "end" IS NULL THEN ends END, place),
        fact('申请续封', applied, place), fact('告知届满日', told, place), fact('后一次查封', next_start, place),
        fact('解除日期', lifted, place), fact('数据日期', as_of, place), fact('结案', nullif(concat_ws(' ', closed::VARCHAR, closing), ''), NULL)] AS facts
FROM judged
