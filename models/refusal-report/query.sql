-- 一人一案一条：第一件（没有报告、虚假报告）、处罚、处罚以后的事，日期必须依次。
WITH fined_ids AS (
    -- 收成一个列表：数据库才知道他们很少。
    SELECT unnest(list(DISTINCT debtor_id_norm)) AS id FROM property_reports WHERE coalesce(fined, detained) IS NOT NULL
),
reports AS (
    SELECT debtor_id_norm AS id, case_number_norm AS number, coalesce(court, case_court(case_number)) AS court,
           debtor, ordered, reported, kind, content, least(coalesce(fined, detained), coalesce(detained, fined)) AS punished, fined, detained, place
    FROM property_reports WHERE debtor_id_norm IN (SELECT id FROM fined_ids WHERE id IS NOT NULL)
),
people AS (
    SELECT id, number, min(court) AS court, min(debtor) AS debtor, min(ordered) AS ordered, min(reported) AS reported,
           bool_and(coalesce(content IN ('无', '没有', '无财产'), reported IS NULL)) AS says_nothing,
           min(punished) AS punished, min(place) AS place,
           list(fact('财产报告', concat_ws('，', '令送达 ' || ordered, '报告 ' || reported, kind, content, '罚款 ' || fined, '拘留 ' || detained), place)
                ORDER BY ordered, kind, place) AS reports
    FROM reports WHERE number || ' ' || id IN (SELECT number || ' ' || id FROM reports WHERE punished IS NOT NULL)
    GROUP BY id, number
),
-- 登记簿和流水里他做过的事。is_over：登记已经不在他名下，而没有记何时；is_clear：状态（或者终止日期）有记载。
held_cars AS (
    SELECT owner_id_norm AS id, plate, vin, since, until, state, place FROM vehicles WHERE since IS NOT NULL AND owner_id_norm IS NOT NULL
    UNION ALL
    SELECT unnest(string_split(owner_id_norms, '、')), plate, vin, since, until, state, place FROM vehicles
    WHERE since IS NOT NULL AND owner_id_norms IS NOT NULL
),
cars AS (
    SELECT id, plate, coalesce(vin, plate) AS thing, since, until, place,
           translate(letters, 'BCEMP', '') <> letters AND until IS NULL AS is_over,
           coalesce(NOT contains(letters, '?'), until IS NOT NULL) AS is_clear
    FROM (SELECT *, vehicle_state(state) AS letters FROM held_cars WHERE id IN (SELECT id FROM people WHERE id IS NOT NULL))
),
-- 抵押、查封、异议、地役、居住、租赁、预告的登记不是所有权；变更、更正、换证、补证不是取得。
house_rows AS NOT MATERIALIZED (
    SELECT owner_id_norm, owner_id_norms, coalesce(location, unit) AS house, coalesce(unit, location) AS thing, since, until, place,
           coalesce(contains(kind, '变更') OR contains(kind, '更正') OR contains(kind, '换证') OR contains(kind, '补证'), false) AS is_same,
           (contains(state, '转移') OR contains(state, '转让') OR contains(state, '过户') OR contains(state, '历史') OR contains(state, '注销') OR contains(state, '撤销')
            OR contains(state, '灭失')) AND until IS NULL AS is_over,
           kind IS NOT NULL AND coalesce(state, until::VARCHAR) IS NOT NULL AS is_clear
    FROM real_estate
    WHERE since IS NOT NULL AND owner_id IS NOT NULL
      AND NOT coalesce(contains(kind, '抵押') OR contains(kind, '查封') OR contains(kind, '异议') OR contains(kind, '注销') OR contains(kind, '地役')
                       OR contains(kind, '居住') OR contains(kind, '租赁') OR contains(kind, '预告'), false)
      AND NOT coalesce(contains("right", '抵押') OR contains("right", '地役') OR contains("right", '居住') OR contains("right", '租赁'), false)
),
houses AS NOT MATERIALIZED (
    SELECT *, owner_id_norm AS id FROM house_rows WHERE owner_id_norm IN (SELECT id FROM people WHERE id IS NOT NULL)
    UNION ALL
    SELECT *, unnest(string_split(owner_id_norms, '、')) AS id FROM house_rows WHERE owner_id_norms IS NOT NULL
),
mine AS (
    SELECT id, '名下有车辆 ' || plate AS words, since AS day, until, is_over, is_clear, '取得车辆 ' || plate AS act, thing, place
    FROM cars
    UNION ALL
    SELECT id, '名下有不动产 ' || house, since, until, is_over, is_clear, CASE WHEN NOT is_same THEN '取得不动产 ' || house END, thing, place
    FROM houses WHERE id IN (SELECT id FROM people WHERE id IS NOT NULL)
    UNION ALL
    SELECT norm_id(owner_id), '名下有保单 ' || coalesce(product, policy), since, until,
           (contains(state, '退保') OR contains(state, '失效') OR contains(state, '终止') OR contains(state, '满期') OR contains(state, '注销') OR contains(state, '解除')
            OR contains(state, '变更投保人')) AND until IS NULL,
           coalesce(state, until::VARCHAR) IS NOT NULL, '投保 ' || coalesce(product, policy), policy, place
    FROM insurance WHERE since IS NOT NULL AND owner_id_norm IN (SELECT id FROM people WHERE id IS NOT NULL)
),
-- 同一辆车、同一处后来登记在别人名下的：从那时起不是他的。
passed AS (
    SELECT m.place, m.id, min(o.since) AS since
    FROM mine m JOIN (SELECT vin AS thing, since FROM vehicles WHERE vin IN (SELECT thing FROM mine WHERE thing IS NOT NULL)
                      UNION ALL
                      SELECT plate, since FROM vehicles WHERE vin IS NULL AND plate IN (SELECT thing FROM mine WHERE thing IS NOT NULL)
                      UNION ALL
                      SELECT thing, since FROM house_rows WHERE thing IN (SELECT thing FROM mine WHERE thing IS NOT NULL)) o
         ON o.thing = m.thing AND o.since > m.day
    WHERE NOT EXISTS (SELECT 1 FROM mine x WHERE x.id = m.id AND x.thing = o.thing AND x.day = o.since)
    GROUP BY m.place, m.id
),
-- 第一件：到处罚时没有报告；或者报告为无，而报告之日名下有财产。
false_reports AS (
    SELECT p.id, p.number, arg_min(h.words, concat(NOT h.is_clear, h.words)) AS words, arg_min(h.place, concat(NOT h.is_clear, h.words)) AS place,
           bool_or(h.is_clear) AS is_clear
    FROM people p JOIN mine h ON h.id = p.id LEFT JOIN passed g ON g.place = h.place AND g.id = h.id
    WHERE p.says_nothing AND p.reported IS NOT NULL AND h.day <= p.reported AND coalesce(least(h.until, g.since) > p.reported, true) AND NOT coalesce(h.is_over, false)
    GROUP BY p.id, p.number
),
acts AS (
    SELECT id, act, day, place FROM mine WHERE act IS NOT NULL
    UNION ALL
    SELECT norm_id(former_id), '转出车辆 ' || plate, since, place FROM vehicles WHERE former_id IS NOT NULL AND since IS NOT NULL
    UNION ALL
    SELECT norm_id(former_id), '转出不动产 ' || coalesce(location, unit), since, place FROM real_estate WHERE former_id IS NOT NULL AND since IS NOT NULL
    UNION ALL
    SELECT payer_id, '转款给' || payee || yuan(amount) || '元', day, place FROM finding_transfers WHERE payer_id IS NOT NULL
    UNION ALL
    SELECT id, '再次报告财产为' || content, reported, place FROM reports
    WHERE content IN ('无', '没有', '无财产') AND id IN (SELECT id FROM people WHERE id IS NOT NULL)
),
later AS (
    SELECT p.id, p.number, arg_min(a.act, concat(strftime(a.day, '%Y-%m-%d'), a.act)) AS act, min(a.day) AS day, count(*) AS n,
           list(fact('处罚以后', concat_ws('，', a.day, a.act), a.place) ORDER BY a.day, a.act) AS acts
    FROM people p JOIN acts a ON a.id = p.id AND a.day > p.punished GROUP BY p.id, p.number
),
owing AS (
    SELECT case_number_norm AS number, min(satisfied) AS satisfied,
           (greatest(max(claim) - coalesce(max(paid), 0), 0))::BIGINT AS open_amount FROM cases
    WHERE case_number_norm IN (SELECT number FROM people WHERE number IS NOT NULL) GROUP BY 1
),
judged AS (
    SELECT p.*, f.words AS false_words, f.place AS false_place, f.is_clear, l.act, l.day AS later_day, l.acts, o.open_amount, o.satisfied,
           CASE WHEN p.reported IS NULL OR p.reported > p.punished THEN p.ordered + $days::INTEGER ELSE p.reported END AS first_day,
           p.reported IS NULL OR p.reported > p.punished AS never
    FROM people p LEFT JOIN false_reports f ON f.id = p.id AND f.number = p.number
    LEFT JOIN later l ON l.id = p.id AND l.number = p.number LEFT JOIN owing o ON o.number = p.number
)
SELECT number || ' ' || id AS key, CASE WHEN later_day IS NOT NULL THEN 'three-dates' ELSE 'two-dates' END AS rule, number AS case_number, court,
       [debtor] AS parties, open_amount AS amount, coalesce(later_day, punished) AS act_date,
       CASE WHEN later_day IS NOT NULL THEN 10000000000000 ELSE 0 END + least(coalesce(open_amount, 0), 9999999999999) AS rank,
       [CASE WHEN later_day IS NULL THEN 'after' END, CASE WHEN NOT never AND NOT is_clear THEN 'owned' END, 'able'] AS missing, ['served', 'excuse', 'same-case'] AS questions,
       [fact('第一件', CASE WHEN never THEN concat('报告财产令', ordered, '送达后', $days, '天仍没有报告')
                          ELSE concat(reported, '报告财产为无，而当时', false_words) END, coalesce(CASE WHEN never THEN place ELSE false_place END, place)),
        fact('处罚', concat(punished, '被罚款或者拘留'), place), fact('第三件', concat_ws('，', later_day, act), NULL),
        fact('未履行金额', yuan(open_amount), NULL)] || reports[1:20] || coalesce(acts, [])[1:20] AS facts
FROM judged
WHERE first_day < punished AND (never OR false_words IS NOT NULL) AND coalesce(satisfied > punished, true)
