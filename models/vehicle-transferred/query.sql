-- 一车一条：起诉、生效、执行立案以后，由被执行人转移登记给别人。
-- 未履行完毕的案件的被执行人，先只看号码。
WITH named AS (
    SELECT debtor_ids_norm AS id, case_number_norm AS number FROM cases WHERE satisfied IS NULL AND debtor_ids_norm IS NOT NULL
    UNION ALL
    SELECT unnest(string_split(debtor_ids_norms, '、')), case_number_norm FROM cases WHERE satisfied IS NULL AND debtor_ids_norms IS NOT NULL
),
-- 其中有过车的：收成一个列表，数据库才知道他们很少。
few AS (
    SELECT unnest(list(DISTINCT id)) AS id
    FROM (SELECT owner_id_norm AS id FROM vehicles WHERE owner_id_norm IS NOT NULL
          UNION ALL SELECT unnest(string_split(owner_id_norms, '、')) FROM vehicles WHERE owner_id_norms IS NOT NULL
          UNION ALL SELECT former_id_norm FROM vehicles WHERE former_id_norm IS NOT NULL)
    WHERE id IN (SELECT id FROM named WHERE id IS NOT NULL)
),
-- 共有的车辆一行几个号码。
owned AS (
    SELECT owner_id_norm AS id, * FROM vehicles WHERE owner_id_norm IN (SELECT id FROM few WHERE id IS NOT NULL)
    UNION ALL
    SELECT unnest(string_split(owner_id_norms, '、')) AS id, * FROM vehicles
    WHERE owner_id_norms IS NOT NULL
),
hits AS (
    SELECT o.*, coalesce(norm_vin(vin), plate) AS vehicle FROM owned o WHERE id IN (SELECT id FROM few WHERE id IS NOT NULL)
),
-- 这些车辆的全部登记：号牌会换，先按车辆识别代号认。
registrations AS (
    SELECT coalesce(norm_vin(vin), plate) AS vehicle, *
    FROM (SELECT * FROM vehicles WHERE vin IN (SELECT vehicle FROM hits WHERE vehicle IS NOT NULL)
          UNION ALL
          SELECT * FROM vehicles WHERE plate IN (SELECT vehicle FROM hits WHERE norm_vin(vehicle) IS NULL)
                                   AND NOT coalesce(vin IN (SELECT vehicle FROM hits), false))
),
-- 转移有三种写法：后来的登记写了原所有人；原登记写了现所有人和转出日期；同一车辆先后两次登记。
moves AS (
    SELECT norm_id(former_id) AS id, coalesce(norm_vin(vin), plate) AS vehicle, plate, vin, make, owner AS new_owner, owner_id AS new_id, since AS moved,
           acquired, price, place
    FROM vehicles WHERE former_id IS NOT NULL AND former_id_norm IN (SELECT id FROM few WHERE id IS NOT NULL)
    UNION ALL
    SELECT id, vehicle, plate, vin, make, coalesce(next, next_id), next_id, "until", NULL, NULL, place FROM hits
    WHERE coalesce(next, next_id) IS NOT NULL AND "until" IS NOT NULL
    UNION ALL
    SELECT h.id, h.vehicle, r.plate, r.vin, r.make, r.owner, r.owner_id, r.since, r.acquired, r.price, r.place
    FROM hits h JOIN registrations r ON r.vehicle = h.vehicle AND r.since > h.since AND r.place <> h.place
),
transfers AS (
    SELECT * FROM moves
    WHERE NOT coalesce(contains(acquired, '裁') OR contains(acquired, '判') OR contains(acquired, '拍卖') OR contains(acquired, '法院'), false)
      AND NOT coalesce(norm_id(new_id) = id OR contains(new_id, id), false)
),
-- 转移了车辆的人，和他们的案件。
movers AS (SELECT unnest(list(DISTINCT id)) AS id FROM transfers),
numbers AS (SELECT unnest(list(DISTINCT number)) AS number FROM named WHERE id IN (SELECT id FROM movers WHERE id IS NOT NULL)),
filed AS (
    SELECT * FROM (
        SELECT norm_id(unnest(string_split(debtor_ids, '、'))) AS id,
               unnest(CASE WHEN len(string_split(debtors, '、')) = len(string_split(debtor_ids, '、'))
                           THEN string_split(debtors, '、') END) AS debtor,
               case_number_norm AS number, coalesce(court, case_court(case_number)) AS court,
               title_norm AS title, filed, claim - coalesce(paid, 0) AS unpaid, place
        FROM cases WHERE satisfied IS NULL AND case_number_norm IN (SELECT number FROM numbers WHERE number IS NOT NULL))
    WHERE id IN (SELECT id FROM movers WHERE id IS NOT NULL)
),
-- 这些案件和它们的执行依据。
asked AS (SELECT unnest(list(DISTINCT number)) AS number FROM (SELECT title AS number FROM filed UNION ALL SELECT number FROM filed)),
titles AS (
    SELECT title_norm AS title, min(effective) AS effective FROM judgments
    WHERE title IS NOT NULL AND title_norm IN (SELECT number FROM asked WHERE number IS NOT NULL) GROUP BY 1
),
suit_days AS (
    SELECT number, min(filed) AS filed
    FROM (SELECT case_number_norm AS number, filed FROM suits
          UNION ALL SELECT enforcement_case_norm, filed FROM suits)
    WHERE number IN (SELECT number FROM asked WHERE number IS NOT NULL) GROUP BY number
),
-- 每件案件的每名被执行人一行：起诉、生效、执行立案，最早已知的一日。
debtors AS (
    SELECT f.*, least(s.filed, n.filed) AS sued, t.effective, least(s.filed, n.filed, t.effective, f.filed) AS anchor
    FROM filed f LEFT JOIN titles t ON t.title = f.title LEFT JOIN suit_days s ON s.number = f.title LEFT JOIN suit_days n ON n.number = f.number
    WHERE least(s.filed, n.filed, t.effective, f.filed) IS NOT NULL
),
related AS (
    SELECT person_id_norm AS id, relative_id_norm AS other, relation, since, "until", place FROM kin
    WHERE person_id_norm IN (SELECT id FROM movers WHERE id IS NOT NULL)
    UNION ALL
    SELECT relative_id_norm, person_id_norm, relation, since, "until", place FROM kin
    WHERE relative_id_norm IN (SELECT id FROM movers WHERE id IS NOT NULL)
),
-- 转移以前已经起诉、生效或者立案的案件；案号写其中最早的一件。
timed AS (
    SELECT t.id, t.vehicle, t.moved, first(d.number ORDER BY d.anchor, d.number) AS number, first(d.court ORDER BY d.anchor, d.number) AS court,
           max(d.debtor) AS debtor, sum(greatest(d.unpaid, 0)) AS unpaid, bool_or(coalesce(d.filed < t.moved, false)) AS is_enforcing,
           bool_or(coalesce(d.effective < t.moved, false)) AS is_effective, bool_or(d.sued IS NULL) AS is_suitless, bool_or(d.effective IS NULL) AS is_titleless,
           list(fact('案件', concat_ws('，', d.number, d.court, '起诉 ' || d.sued, '生效 ' || d.effective, '执行立案 ' || d.filed), d.place)
                ORDER BY d.anchor, d.number) AS cases
    FROM (SELECT DISTINCT id, vehicle, moved FROM transfers) t JOIN debtors d ON d.id = t.id AND d.anchor < t.moved
    GROUP BY t.id, t.vehicle, t.moved
),
-- 参考价：同一号牌最后一次。
references_of AS (
    SELECT plate, last(price ORDER BY fixed, place) AS reference, last(place ORDER BY fixed, place) AS place FROM appraisals WHERE plate IS NOT NULL AND price > 0 GROUP BY plate
),
-- 转移时存续的关系。
tied AS (
    SELECT t.place, t.id, first(k.relation ORDER BY k.relation, k.place) AS relation, first(k.place ORDER BY k.relation, k.place) AS kin_place
    FROM transfers t JOIN related k ON k.id = t.id AND k.other = norm_id(t.new_id)
    WHERE NOT coalesce(k.since > t.moved, false) AND NOT coalesce(k."until" < t.moved, false)
    GROUP BY t.place, t.id
),
judged AS (
    SELECT t.*, d.* EXCLUDE (id, vehicle, moved), k.relation, k.kin_place, f.reference, f.place AS reference_place,
           CASE WHEN k.relation IS NOT NULL THEN 'to-kin' WHEN d.is_enforcing OR d.is_effective THEN 'after-title' ELSE 'after-suit' END AS rule
    FROM transfers t JOIN timed d ON d.id = t.id AND d.vehicle = t.vehicle AND d.moved = t.moved
    LEFT JOIN tied k ON k.place = t.place AND k.id = t.id
    LEFT JOIN references_of f ON f.plate = t.plate
    QUALIFY row_number() OVER (PARTITION BY t.vehicle, t.id ORDER BY t.moved, (t.acquired IS NULL)::INTEGER, t.place) = 1
)
SELECT vehicle || ' ' || id AS key, rule, number AS case_number, court, [debtor, new_owner] AS parties,
       CASE WHEN unpaid > 0 THEN unpaid END AS amount, moved AS act_date,
       CASE rule WHEN 'to-kin' THEN 2 WHEN 'after-title' THEN 1 ELSE 0 END * 100000000000000
           + coalesce(price * 10 < reference * 7, false)::INTEGER * 10000000000000 + least(coalesce(unpaid, 0), 9999999999999) AS rank,
       [CASE WHEN is_suitless THEN 'suit' END, CASE WHEN is_titleless THEN 'effective' END,
        CASE WHEN rule <> 'to-kin' THEN 'kin' END, CASE WHEN price IS NULL THEN 'price' END] AS missing,
       [CASE WHEN rule <> 'after-title' THEN 'served' END, 'consideration', CASE WHEN price * 10 < reference * 7 THEN 'low-price' END, 'real', 'needed',
        'harmed', 'refused', 'time-bar', 'sold', 'lease', 'affiliated'] AS questions,
       [fact('号牌号码', plate, place), fact('车辆识别代号', vin, place), fact('品牌', make, place), fact('受让人', new_owner, place),
        fact('转移日期', moved, place), fact('获得方式', acquired, place), fact('销售价格', yuan(price), place), fact('参考价', yuan(reference), reference_place),
        fact('关系', relation, kin_place),
        fact('阶段', CASE WHEN is_enforcing THEN '执行立案以后' WHEN is_effective THEN '执行依据生效以后' ELSE '起诉以后' END, NULL)] || cases AS facts
FROM judged
