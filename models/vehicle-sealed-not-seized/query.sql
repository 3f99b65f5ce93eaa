-- 一车一条：查封有效、没有扣押、查封以后仍在使用。
WITH of_vehicles AS (
    -- 写有号牌、车辆识别代号的很少：分开写，数据库读表时才跳过其余的行。
    SELECT * FROM seals WHERE plate IS NOT NULL
    UNION ALL
    SELECT * FROM seals WHERE plate IS NULL AND vin IS NOT NULL
),
measures AS (
    SELECT case_number_norm AS number,
           coalesce(court, case_court(case_number)) AS court, coalesce(norm_vin(vin), plate) AS thing,
           coalesce(property, plate, vin) AS property, plate, norm_vin(vin) AS vin, kind, measure, owner, owner_id,
           "start", "end", seal_end("start", 2) AS longest, applied, lifted, disposed, place
    FROM of_vehicles
    WHERE coalesce(norm_vin(vin), plate) IS NOT NULL AND NOT contains(concat(kind, measure), '解')
),
standing AS (
    SELECT *, place AS seal FROM measures
    WHERE NOT contains(concat(kind, measure), '轮候') AND "start" < $today AND coalesce("end", longest) >= $today
      AND lifted IS NULL AND disposed IS NULL
),
-- 解封另有一行的（查封类型或者措施写着“解”）：同一案件、同一财产，自解封之日起解除；解除轮候的不算。
releases AS (
    SELECT case_number_norm AS number, vin, plate, coalesce(lifted, "start") AS released FROM of_vehicles
    WHERE contains(concat(kind, measure), '解') AND NOT contains(concat(kind, measure), '轮候')
      AND case_number_norm IN (SELECT number FROM standing WHERE number IS NOT NULL)
),
ended AS (
    SELECT s.place FROM standing s JOIN releases r ON r.number = s.number AND (r.vin = s.vin OR r.plate = s.plate)
    WHERE coalesce(r.released >= s."start", true)
),
sealed AS (
    SELECT * FROM standing WHERE place NOT IN (SELECT place FROM ended)
),
-- 登记里的这些车辆：号牌、车辆识别代号有一个相同，另一个不矛盾。
found AS (
    SELECT s.seal, coalesce(norm_vin(v.vin), v.plate) AS vehicle, v.owner, v.owner_id, v.since, v.place, s."start", s.owner_id AS sealed_id
    FROM (SELECT * FROM vehicles WHERE plate IN (SELECT plate FROM sealed WHERE plate IS NOT NULL)) v JOIN sealed s ON v.plate = s.plate WHERE NOT coalesce(v.vin <> s.vin, false)
    UNION ALL
    SELECT s.seal, coalesce(norm_vin(v.vin), v.plate), v.owner, v.owner_id, v.since, v.place, s."start", s.owner_id
    FROM (SELECT * FROM vehicles WHERE vin IN (SELECT vin FROM sealed WHERE vin IS NOT NULL)) v JOIN sealed s ON v.vin = s.vin WHERE NOT coalesce(v.plate = s.plate, false)
),
-- 查封时的登记：查封日以前（含当日）最后的一次，或者所有人就是查封台账写的权利人。
then_registered AS (
    SELECT seal, vehicle, owner, owner_id, since, place FROM found
    WHERE since <= "start" OR contains(owner_id, sealed_id)
    QUALIFY row_number() OVER (PARTITION BY seal ORDER BY since DESC NULLS LAST, place DESC) = 1
),
-- 这些车辆的全部登记：号牌会换，先按车辆识别代号认。
registrations AS (
    SELECT * EXCLUDE (vin), norm_vin(vin) AS vin, coalesce(norm_vin(vin), plate) AS vehicle FROM (SELECT * FROM vehicles WHERE vin IN (SELECT vehicle FROM then_registered WHERE vehicle IS NOT NULL)
          UNION ALL
          SELECT * FROM vehicles WHERE plate IN (SELECT vehicle FROM then_registered WHERE norm_vin(vehicle) IS NULL)
                                   AND NOT coalesce(vin IN (SELECT vehicle FROM then_registered), false))
),
-- 最新的一次登记：先看装入的先后，再看登记日期。
newest AS (
    SELECT * FROM registrations
    QUALIFY row_number() OVER (PARTITION BY vehicle ORDER BY loaded DESC, since DESC NULLS LAST, place DESC) = 1
),
-- 一辆车的各次查封；案号写最早的一次。
seals_of AS (
    SELECT t.vehicle, first(s.number ORDER BY s."start", s.place) AS number, first(s.court ORDER BY s."start", s.place) AS court,
           first(s.owner ORDER BY s."start", s.place) AS sealed_owner, first(s.owner_id ORDER BY s."start", s.place) AS sealed_id,
           first(t.owner ORDER BY s."start", s.place) AS then_owner, first(t.owner_id ORDER BY s."start", s.place) AS then_id,
           min(s."start") AS begun, first(s.place ORDER BY s."start", s.place) AS seal_place, bool_or(s."end" IS NULL) AS is_open,
           list(fact('查封', concat_ws('，', s.number, s.court, '自 ' || s."start", '至 ' || s."end"), s.place) ORDER BY s."start", s.place) AS seals
    FROM sealed s JOIN then_registered t ON t.seal = s.seal
    GROUP BY t.vehicle
),
judged AS (
    SELECT n.*, o.* EXCLUDE (vehicle),
           -- 转出、盗抢、注销、强制注销、报废；查封；读不懂的是不明。
           vehicle_state(state) AS letters, coalesce(translate(letters, 'BCEMP', '') <> letters, false) AS is_gone,
           coalesce(contains(letters, '?'), true) AS is_stateless,
           coalesce(add_months(inspection_until, $months_missed::INTEGER) < $today, false) AS is_unused,
           concat_ws('、',
               CASE WHEN inspected > begun THEN '查封后检验 ' || inspected END,
               CASE WHEN inspection_until > add_months(begun, $inspection_months::INTEGER) THEN '检验有效期至 ' || inspection_until END,
               -- 交强险一年一保：止期晚于查封日满一年，说明查封以后又投过保。
               CASE WHEN insured_until > add_months(begun, 12) THEN '保险至 ' || insured_until END) AS signs,
           (coalesce(inspected > begun, false)::INTEGER + coalesce(inspection_until > add_months(begun, $inspection_months::INTEGER), false)::INTEGER
               + coalesce(insured_until > add_months(begun, 12), false)::INTEGER) AS n_signs
    FROM seals_of o JOIN newest n ON n.vehicle = o.vehicle
    WHERE coalesce(norm_id(n.owner_id) = norm_id(coalesce(o.sealed_id, o.then_id)), n.owner = coalesce(o.sealed_owner, o.then_owner), false)
),
kept AS (
    SELECT * FROM judged j
    WHERE n_signs > 0 AND NOT is_gone AND NOT is_unused
      AND NOT EXISTS (SELECT 1 FROM impounds i WHERE i.plate = j.plate AND i.returned IS NULL AND NOT coalesce(i.vin <> j.vin, false))
      AND NOT EXISTS (SELECT 1 FROM impounds i WHERE i.vin = j.vin AND i.returned IS NULL)
)
SELECT vehicle AS key, 'in-use' AS rule, number AS case_number, court, [coalesce(owner, sealed_owner)] AS parties,
       greatest(inspected, begun) AS act_date, n_signs * 100000 + date_diff('day', begun, $today) AS rank,
       [CASE WHEN is_open THEN 'end' END, CASE WHEN is_stateless THEN 'state' END] AS missing,
       ['allowed', 'searched', 'notified', 'sold', 'lease', 'affiliated',
        CASE WHEN mortgaged NOT IN ('0', '否', '无') THEN 'mortgaged' END, 'where'] AS questions,
       [fact('号牌号码', plate, place), fact('车辆识别代号', vin, place), fact('品牌', make, place),
        fact('使用性质', use, place), fact('所有人', owner, place), fact('机动车状态', state, place),
        fact('查封日期', begun, seal_place), fact('最近定检日期', inspected, place), fact('检验有效期止', inspection_until, place),
        fact('保险终止日期', insured_until, place), fact('使用迹象', nullif(signs, ''), place)] || seals AS facts
FROM kept
