-- 一件财产一条：保全案件的首封超过一年，别的执行法院在轮候。
WITH measures AS NOT MATERIALIZED (
    SELECT case_number_norm AS number, case_kind(case_number) AS case_kind,
           coalesce(court, case_court(case_number)) AS court, coalesce(norm_vin(vin), plate, property_number) AS thing,
           coalesce(property, plate, property_number, vin) AS property, property_kind, kind, owner, "start", "end",
           plate, vin, property_number, lifted, disposed, place
    FROM seals
    WHERE coalesce(norm_vin(vin), plate, property_number) IS NOT NULL AND NOT contains(concat(kind, measure), '解')
),
waits AS (
    SELECT * FROM measures
    WHERE contains(kind, '轮候') AND "start" IS NOT NULL AND lifted IS NULL AND disposed IS NULL
      AND starts_with(case_kind, '执') AND case_kind <> '执保'
),
-- 首封从最后一次不是续封的措施起算，续封的期限接在后面。
first_seals AS (
    SELECT number, thing, last(court ORDER BY "start", place) AS court, last(property ORDER BY "start", place) AS property,
           last(property_kind ORDER BY "start", place) AS property_kind, last(owner ORDER BY "start", place) AS owner,
           max(plate) AS plate, max(vin) AS vin, max(property_number) AS property_number,
           coalesce(max(CASE WHEN NOT contains(kind, '续') THEN "start" END), min("start")) AS begun, max("end") AS ends,
           last(place ORDER BY "start", place) AS place
    FROM measures
    WHERE NOT contains(kind, '轮候') AND thing IN (SELECT thing FROM waits WHERE thing IS NOT NULL)
      AND (NOT starts_with(case_kind, '执') OR case_kind = '执保')
      AND number NOT IN (SELECT case_number_norm FROM preservations
                         WHERE case_number IS NOT NULL AND (enforced IS NOT NULL OR released IS NOT NULL OR dismissed IS NOT NULL))
    GROUP BY number, thing
    HAVING bool_and(lifted IS NULL AND disposed IS NULL)
),
standing AS (
    SELECT * FROM first_seals WHERE add_months(begun, 12) < $today AND NOT coalesce(ends < $today, false)
),
-- 解封另有一行的（查封类型或者措施写着“解”）：同一案件、同一财产，自解封之日起解除；解除轮候的只解除轮候。
releases AS (
    SELECT case_number_norm AS number, vin, plate, property_number, coalesce(lifted, "start") AS released,
           contains(concat(kind, measure), '轮候') AS is_of_waiting
    FROM seals WHERE contains(concat(kind, measure), '解')
),
idle AS (
    SELECT * FROM standing
    WHERE place NOT IN (SELECT s.place FROM standing s JOIN releases r ON r.number = s.number AND (r.vin = s.vin OR r.plate = s.plate OR r.property_number = s.property_number)
                        WHERE NOT is_of_waiting AND coalesce(r.released >= s.begun, true))
),
waiting AS (
    SELECT * FROM waits
    WHERE place NOT IN (SELECT s.place FROM waits s JOIN releases r ON r.number = s.number AND (r.vin = s.vin OR r.plate = s.plate OR r.property_number = s.property_number)
                        WHERE coalesce(r.released >= s."start", true))
),
joined AS (
    SELECT i.*, count(*) AS n, first(w.number ORDER BY w."start", w.place) AS waiting_number, first(w.court ORDER BY w."start", w.place) AS waiting_court,
           min(w."start") AS waiting_since, first(w.place ORDER BY w."start", w.place) AS waiting_place,
           list(fact('轮候', concat_ws('，', w.number, w.court, '自 ' || w."start"), w.place) ORDER BY w."start", w.place) AS waiting_facts
    FROM idle i JOIN waiting w ON w.thing = i.thing AND w.court <> i.court
    GROUP BY ALL
)
SELECT number || ' ' || thing AS key, 'idle' AS rule, number AS case_number, court, [owner] AS parties, $today AS act_date,
       date_diff('day', begun, $today) AS rank,
       [CASE WHEN ends IS NULL THEN 'end' END] AS missing,
       ['suit', 'asked', CASE WHEN n > 1 THEN 'first-waiting' END, 'surplus'] AS questions,
       [fact('财产', property, place), fact('财产类型', property_kind, place), fact('权利人', owner, place), fact('首封日期', begun, place),
        fact('届满日', ends, place), fact('轮候法院', waiting_court, waiting_place), fact('轮候案号', waiting_number, waiting_place),
        fact('轮候日期', waiting_since, waiting_place)] || waiting_facts AS facts
FROM joined
