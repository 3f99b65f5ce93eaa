-- 一次查封一条：查封日以前已登记在别人名下，而该人不是案件的被执行人一方。
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
           "start", "end", seal_end("start", 2) AS longest, confirmed, lifted, disposed, place
    FROM of_vehicles
    WHERE coalesce(norm_vin(vin), plate) IS NOT NULL AND NOT contains(concat(kind, measure), '解')
),
-- 尚在查封之中的；下面只看这些案件的当事人。
standing AS (
    SELECT *, place AS seal FROM measures
    WHERE NOT contains(concat(kind, measure), '轮候') AND "start" IS NOT NULL AND coalesce("end", longest) >= $today
      AND lifted IS NULL AND disposed IS NULL AND coalesce(confirmed, '无') IN ('无', '否', '没有', '未确认')
),
-- 案件的被执行人一方；申请执行人、原告、案外人一方的不算，没有写明地位的算。
debtors AS (
    SELECT DISTINCT case_number_norm AS number, norm_id(unnest(string_split(party_id, '、'))) AS id
    FROM (SELECT * FROM parties WHERE case_number_norm IN (SELECT number FROM standing WHERE number IS NOT NULL))
    WHERE coalesce(NOT (contains(role, '申请') AND NOT contains(role, '被申请') OR contains(role, '原告') OR contains(role, '案外')
                        OR contains(role, '异议') OR contains(role, '利害关系')), true)
),
names AS (
    SELECT DISTINCT case_number_norm AS number, unnest(string_split(party, '、')) AS name
    FROM (SELECT * FROM parties WHERE case_number_norm IN (SELECT number FROM standing WHERE number IS NOT NULL))
    WHERE coalesce(NOT (contains(role, '申请') AND NOT contains(role, '被申请') OR contains(role, '原告') OR contains(role, '案外')
                        OR contains(role, '异议') OR contains(role, '利害关系')), true)
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
    SELECT * FROM standing WHERE number IN (SELECT number FROM debtors WHERE id IS NOT NULL) AND place NOT IN (SELECT place FROM ended)
),
-- 登记里的这些车辆：号牌、车辆识别代号有一个相同，另一个不矛盾；查封日以前（含当日）的登记。
found AS (
    SELECT s.seal, s.number, s."start", v.* FROM (SELECT * FROM vehicles WHERE plate IN (SELECT plate FROM sealed WHERE plate IS NOT NULL)) v JOIN sealed s ON v.plate = s.plate
    WHERE NOT coalesce(v.vin <> s.vin, false) AND v.since <= s."start"
    UNION ALL
    SELECT s.seal, s.number, s."start", v.* FROM (SELECT * FROM vehicles WHERE vin IN (SELECT vin FROM sealed WHERE vin IS NOT NULL)) v JOIN sealed s ON v.vin = s.vin
    WHERE NOT coalesce(v.plate = s.plate, false) AND v.since <= s."start"
),
-- 查封时的登记；只有号牌的查封，号牌可能换过车，以最后登记的为准。
then_registered AS (
    SELECT * FROM found WHERE owner_id IS NOT NULL
    QUALIFY row_number() OVER (PARTITION BY seal ORDER BY since DESC, place DESC) = 1
),
-- 共有的一人一行。
holders AS (
    SELECT seal, number, norm_id(unnest(string_split(owner_id, '、'))) AS id, owner FROM then_registered
),
ours AS (
    SELECT DISTINCT h.seal FROM holders h
    WHERE h.id IS NULL OR EXISTS (SELECT 1 FROM debtors d WHERE d.number = h.number AND d.id = h.id)
       OR EXISTS (SELECT 1 FROM names n WHERE n.number = h.number AND list_contains(string_split(h.owner, '、'), n.name))
),
-- 此前是不是这一方的：原所有人，或者同一车辆更早的登记。
before AS (
    SELECT DISTINCT t.seal FROM then_registered t
    WHERE EXISTS (SELECT 1 FROM debtors d WHERE d.number = t.number AND d.id = norm_id(t.former_id))
       OR EXISTS (SELECT 1 FROM found f JOIN debtors d ON d.number = f.number AND d.id = norm_id(f.owner_id)
                  WHERE f.seal = t.seal AND f.since < t.since)
),
judged AS (
    SELECT s.number, s.thing, s.court, s.plate AS sealed_plate, s.owner AS sealed_owner, s."start" AS begun, s."end" AS ends,
           s.confirmed, s.place AS seal_place, t.* EXCLUDE (number, "start", seal),
           CASE WHEN s.seal IN (SELECT seal FROM before) THEN 'transferred-before' ELSE 'not-party' END AS rule
    FROM sealed s JOIN then_registered t ON t.seal = s.seal
    WHERE s.seal NOT IN (SELECT seal FROM ours) AND t.since < s."start"
    QUALIFY row_number() OVER (PARTITION BY s.number, s.thing, s."start" ORDER BY s.place DESC) = 1
)
SELECT concat_ws(' ', number, thing, begun) AS key, rule, number AS case_number, court, [owner, sealed_owner] AS parties,
       -- 应当解除的状态持续到今天；不得查封看查封那天。
       CASE rule WHEN 'not-party' THEN $today ELSE begun END AS act_date, (rule = 'transferred-before')::INTEGER * 100000 + date_diff('day', since, begun) AS rank,
       [CASE WHEN confirmed IS NULL THEN 'confirmed' END] AS missing,
       ['confirmed', 'bought', CASE WHEN NOT contains(norm_id(owner_id), '-') THEN 'spouse' END, 'added', 'heir', 'objection',
        CASE WHEN rule = 'transferred-before' THEN 'sham' END, CASE WHEN norm_vin(vin) IS NULL THEN 'same-car' END, 'lease', 'affiliated'] AS questions,
       [fact('号牌号码', plate, place), fact('车辆识别代号', vin, place), fact('品牌', make, place),
        fact('使用性质', use, place), fact('所有人', owner, place), fact('机动车状态', state, place),
        fact('登记日期', since, place), fact('原所有人', former, place), fact('获得方式', acquired, place),
        fact('查封日期', begun, seal_place), fact('届满日', ends, seal_place), fact('书面确认', confirmed, seal_place), fact('台账记载的权利人', sealed_owner, seal_place)] AS facts
FROM judged
