-- 同一案件、同一车辆的措施排成一串，断了的（V6）与车辆登记对照。
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
formal AS (
    SELECT *, coalesce("end", longest) AS ends FROM measures WHERE NOT contains(concat(kind, measure), '轮候')
),
-- 同一案件对同一辆车（号牌或者车辆识别代号相同）的另一次：接上的，以及断了以后的下一次。
others AS (
    SELECT place, bool_or("start" <= ended + 1 AND ends > ended) AS is_extended, min(CASE WHEN "start" > ended + 1 THEN "start" END) AS next_start
    FROM (SELECT a.place, a."end" AS ended, b."start", b.ends FROM formal a JOIN formal b ON b.number = a.number AND b.plate = a.plate
          UNION ALL
          SELECT a.place, a."end", b."start", b.ends FROM formal a JOIN formal b ON b.number = a.number AND b.vin = a.vin)
    WHERE ended < $today GROUP BY place
),
lapsed AS (
    SELECT f.*, o.next_start, f.place AS seal, case_kind(number) NOT IN ('执', '执恢') AS is_preserved
    FROM formal f JOIN others o ON o.place = f.place
    WHERE "start" IS NOT NULL AND NOT coalesce(o.is_extended, false)
      AND NOT coalesce(lifted <= "end", false) AND NOT coalesce(disposed <= "end", false)
),
-- 解封另有一行的（查封类型或者措施写着“解”）：同一案件、同一财产，自解封之日起解除；解除轮候的不算。
releases AS (
    SELECT case_number_norm AS number, vin, plate, coalesce(lifted, "start") AS released FROM of_vehicles
    WHERE contains(concat(kind, measure), '解') AND NOT contains(concat(kind, measure), '轮候')
      AND case_number_norm IN (SELECT number FROM lapsed WHERE number IS NOT NULL)
),
released AS (
    SELECT l.place, bool_or(r.released BETWEEN l."start" AND l."end") AS is_over, bool_or(r.released IS NULL) AS is_undated
    FROM lapsed l JOIN releases r ON r.number = l.number AND (r.vin = l.vin OR r.plate = l.plate)
    GROUP BY l.place
),
sealed AS (
    SELECT l.*, coalesce(r.is_undated, false) AS is_undated
    FROM lapsed l LEFT JOIN released r ON r.place = l.place
    WHERE NOT coalesce(r.is_over, false)
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
-- 届满以后第一次登记到别人名下；同一案件重新查封以前的。
lost AS (
    SELECT s.seal, r.owner, r.since, r.acquired, r.price, r.place
    FROM sealed s JOIN then_registered t ON t.seal = s.seal JOIN registrations r ON r.vehicle = t.vehicle
    WHERE r.since > s."end" AND NOT coalesce(r.since >= s.next_start, false) AND r.place <> t.place
      AND coalesce(norm_id(r.owner_id) <> norm_id(coalesce(s.owner_id, t.owner_id)), r.owner <> coalesce(s.owner, t.owner), false)
      AND NOT coalesce(contains(r.acquired, '裁') OR contains(r.acquired, '判') OR contains(r.acquired, '拍卖')
                       OR contains(r.acquired, '法院'), false)
    QUALIFY row_number() OVER (PARTITION BY s.seal ORDER BY r.since, r.place) = 1
),
judged AS (
    SELECT s.*, t.vehicle, l.owner AS new_owner, l.since AS moved, l.acquired, l.price, l.place AS new_place,
           r.plate AS register_plate, r.vin AS register_vin, r.make, r.state, r.mortgaged, r.place AS old_place,
           -- 保全期间的申请人还不是申请执行人，而且要在届满七日前申请（保全规定第十八条第一款）：只作提示。
           CASE WHEN l.seal IS NOT NULL AND s.applied <= s."end" AND NOT is_preserved AND NOT is_undated THEN 'applied-lost'
                WHEN l.seal IS NOT NULL THEN 'lost'
                WHEN contains(vehicle_state(r.state), 'B')
                     AND (r."until" IS NULL OR r."until" > s."end") THEN 'gone'
                WHEN r.mortgaged NOT IN ('0', '否', '无') THEN 'mortgaged' END AS rule
    FROM sealed s JOIN then_registered t ON t.seal = s.seal JOIN registrations r ON r.place = t.place
    LEFT JOIN lost l ON l.seal = s.seal
)
SELECT concat_ws(' ', number, thing, "start") AS key, rule, number AS case_number, court, [owner, new_owner] AS parties,
       price AS amount, "end" AS act_date,
       CASE rule WHEN 'applied-lost' THEN 3 WHEN 'lost' THEN 2 ELSE 1 END * 100000
           + date_diff('day', DATE '1970-01-01', "end") AS rank,
       [CASE WHEN rule = 'lost' AND applied IS NULL THEN 'applied' END, CASE WHEN owner_id IS NULL THEN 'holder' END,
        CASE WHEN is_undated THEN 'lifted' END, CASE WHEN moved IS NOT NULL AND acquired IS NULL THEN 'acquired' END] AS missing,
       [CASE WHEN is_undated THEN 'released' END, 'extended-elsewhere', 'other-case', CASE WHEN is_preserved THEN 'told' END, CASE WHEN register_vin IS NULL THEN 'same-car' END,
        CASE WHEN mortgaged NOT IN ('0', '否', '无') THEN 'mortgage-when' END, 'harm', 'remedy', 'wrong-clue',
        CASE WHEN moved IS NOT NULL THEN 'bona-fide' END] AS questions,
       [fact('号牌号码', coalesce(register_plate, plate), old_place), fact('车辆识别代号', register_vin, old_place), fact('品牌', make, old_place),
        fact('机动车状态', state, old_place), fact('抵押标记', mortgaged, old_place), fact('查封时权利人', owner, place), fact('查封日期', "start", place),
        fact('届满日', "end", place), fact('申请续封', applied, place), fact('后一次查封', next_start, place),
        fact('解除日期', lifted, place), fact('现所有人', new_owner, new_place), fact('转移日期', moved, new_place),
        fact('获得方式', acquired, new_place), fact('销售价格', yuan(price), new_place)] AS facts
FROM judged WHERE rule IS NOT NULL
QUALIFY row_number() OVER (PARTITION BY number, thing, "start" ORDER BY place DESC) = 1
