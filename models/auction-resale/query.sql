-- 机动车登记的价格是新车的销售价格，不是转手价，不看。拍卖是小的一边：先按号牌、权证号取出成交以后的登记，再看登记给谁、什么价格。
WITH done AS (
    SELECT lot, property_number, plate, "start"::DATE AS day, place FROM auctions
    WHERE contains(state, '成交') AND price > 0 AND "start" IS NOT NULL AND (plate IS NOT NULL OR property_number IS NOT NULL)
      AND NOT coalesce(contains(state, '悔拍') OR contains(state, '撤'), false)
),
later AS (
    SELECT s.lot, s.place AS lot_place, v.owner AS new_owner, v.owner_id AS new_id, v.since, NULL::BIGINT AS new_price, v.place AS new_place
    FROM done s JOIN vehicles v ON v.plate = s.plate AND v.since > s.day
    UNION ALL
    SELECT s.lot, s.place, r.owner, r.owner_id, r.since, r.price, r.place
    FROM done s JOIN real_estate r ON r.certificate = s.property_number AND r.since > s.day
    UNION ALL
    SELECT s.lot, s.place, r.owner, r.owner_id, r.since, r.price, r.place
    FROM done s JOIN real_estate r ON r.unit = s.property_number AND r.since > s.day AND coalesce(r.certificate <> r.unit, true)
),
-- 一件标的物成交几次的，只看最后一次。
sold AS (
    SELECT lot, case_number_norm AS number, court, title, property_number, plate, owner, owner_id,
           price, buyer, buyer_id_norm AS buyer_id, "start"::DATE AS day, place
    FROM auctions
    WHERE place IN (SELECT place FROM done WHERE lot IN (SELECT lot FROM (SELECT unnest(list(DISTINCT lot)) AS lot FROM later) WHERE lot IS NOT NULL))
    QUALIFY row_number() OVER (PARTITION BY lot ORDER BY "start" DESC, place DESC) = 1
),
debtors AS (
    SELECT place AS lot_place, norm_id(unnest(string_split(owner_id, '、'))) AS id
    FROM sold WHERE owner_id IS NOT NULL AND place IN (SELECT lot_place FROM later WHERE lot_place IS NOT NULL)
),
ties AS (
    SELECT person_id_norm AS a, relative_id_norm AS b, relation, until, place AS kin_place FROM kin
    WHERE person_id_norm IN (SELECT id FROM debtors) OR relative_id_norm IN (SELECT id FROM debtors)
),
kin_of AS (
    SELECT d.lot_place, t.b AS id, t.relation, t.until, t.kin_place FROM debtors d JOIN ties t ON t.a = d.id
    UNION ALL
    SELECT d.lot_place, t.a, t.relation, t.until, t.kin_place FROM debtors d JOIN ties t ON t.b = d.id
),
judged AS (
    SELECT s.*, l.* EXCLUDE (lot, lot_place), k.relation, k.kin_place,
           CASE WHEN d.id IS NOT NULL THEN 'back-to-debtor'
                WHEN k.id IS NOT NULL THEN 'to-kin'
                WHEN norm_id(l.new_id) IS DISTINCT FROM s.buyer_id AND l.new_price * 100 >= s.price * $percent
                     AND l.since <= add_months(s.day, $months::INTEGER) THEN 'much-higher' END AS rule
    FROM sold s JOIN later l ON l.lot_place = s.place
    LEFT JOIN debtors d ON d.lot_place = s.place AND d.id = norm_id(l.new_id)
    LEFT JOIN kin_of k ON k.lot_place = s.place AND k.id = norm_id(l.new_id) AND coalesce(k.until >= l.since, true)
    QUALIFY row_number() OVER (PARTITION BY s.lot ORDER BY CASE rule WHEN 'back-to-debtor' THEN 1 WHEN 'to-kin' THEN 2 WHEN 'much-higher' THEN 3 ELSE 4 END,
                                                       l.since, l.new_place, k.relation, k.kin_place) = 1
)
SELECT lot AS key, rule, number AS case_number, coalesce(court, case_court(number)) AS court, [buyer, owner, new_owner] AS parties,
       CASE WHEN rule = 'much-higher' THEN new_price - price ELSE price END AS amount, day AS act_date,
       CASE rule WHEN 'back-to-debtor' THEN 3 WHEN 'to-kin' THEN 2 ELSE 1 END * 1000000000000000
           + least(greatest(coalesce(new_price, price) - price, 0), 999999999999999) AS rank,
       ['harm'] AS missing,
       ['money', CASE WHEN rule = 'much-higher' THEN 'improved' END, CASE WHEN rule = 'much-higher' THEN 'market' END,
        CASE WHEN plate IS NOT NULL THEN 'plate' END] AS questions,
       [fact('标的物', coalesce(title, lot), place), fact('成交价', yuan(price), place), fact('买受人', buyer, place),
        fact('被执行人', owner, place), fact('再次登记', since, new_place), fact('现权利人', new_owner, new_place),
        fact('关系', CASE WHEN rule = 'to-kin' THEN relation END, kin_place), fact('转手价', yuan(new_price), new_place)] AS facts
FROM judged
WHERE rule IS NOT NULL
