-- 一车一条：登记日期落在限制消费期间。
-- 限制消费以后登记了车辆的：先只看号码和日期；收成一个列表，数据库才知道他们很少。
WITH few AS (
    SELECT unnest(list(DISTINCT o.id)) AS id
    FROM (SELECT owner_id_norm AS id, since FROM vehicles WHERE owner_id_norm IS NOT NULL
          UNION ALL SELECT unnest(string_split(owner_id_norms, '、')), since FROM vehicles WHERE owner_id_norms IS NOT NULL) o
    JOIN (SELECT person_id_norm AS id, coalesce(served, made) AS begun FROM restrictions WHERE person_id_norm IS NOT NULL
          UNION ALL SELECT unnest(string_split(person_id_norms, '、')), coalesce(served, made) FROM restrictions WHERE person_id_norms IS NOT NULL) r
      ON r.id = o.id AND r.begun < o.since
),
restricted AS (
    SELECT norm_id(unnest(string_split(person_id, '、'))) AS id,
           unnest(CASE WHEN len(string_split(person, '、')) = len(string_split(person_id, '、'))
                       THEN string_split(person, '、') END) AS person,
           case_number_norm AS number,
           coalesce(court, case_court(case_number)) AS court, made, served, lifted,
           coalesce(served, made) AS begun, place
    FROM (SELECT * FROM restrictions WHERE person_id_norm IN (SELECT id FROM few WHERE id IS NOT NULL)
          UNION ALL SELECT * FROM restrictions WHERE person_id_norms IS NOT NULL)
    WHERE coalesce(served, made) IS NOT NULL
      AND (contains(kind, '限制消费') OR contains(kind, '限制高消费') OR contains(kind, '限消') OR contains(kind, '限高'))
),
-- 共有的车辆一行几个号码。
owned AS (
    SELECT owner_id_norm AS id, * FROM vehicles WHERE owner_id_norm IN (SELECT id FROM few WHERE id IS NOT NULL)
    UNION ALL
    SELECT unnest(string_split(owner_id_norms, '、')) AS id, * FROM vehicles
    WHERE owner_id_norms IS NOT NULL
),
hits AS (
    SELECT o.*, coalesce(norm_vin(vin), plate) AS vehicle FROM owned o
    WHERE id IN (SELECT id FROM few WHERE id IS NOT NULL)
),
-- 这些车辆的全部登记：号牌会换，先按车辆识别代号认；共有的一人一行，没有号码的也在。
registrations AS (
    SELECT norm_id(unnest(coalesce(string_split(owner_id, '、'), ['']))) AS id,
           coalesce(norm_vin(vin), plate) AS vehicle, owner, since, loaded, place
    FROM (SELECT * FROM vehicles WHERE vin IN (SELECT vehicle FROM hits WHERE vehicle IS NOT NULL)
          UNION ALL
          SELECT * FROM vehicles WHERE plate IN (SELECT vehicle FROM hits WHERE norm_vin(vehicle) IS NULL)
                                   AND NOT coalesce(vin IN (SELECT vehicle FROM hits), false))
),
-- 最新的一次登记：先看装入的先后，再看登记日期。
newest AS (
    SELECT vehicle, owner, since, place FROM registrations
    QUALIFY row_number() OVER (PARTITION BY vehicle ORDER BY loaded DESC, since DESC NULLS LAST, place DESC, id) = 1
),
-- 登记时有效的限制消费；案号写其中最早的一次。
during AS (
    SELECT h.place, h.id, min(r.begun) AS begun, first(r.number ORDER BY r.begun, r.number) AS number,
           first(r.court ORDER BY r.begun, r.number) AS court, first(r.place ORDER BY r.begun, r.number) AS order_place, max(r.person) AS person,
           bool_and(r.served IS NULL) AS is_unserved,
           list(fact('限制消费', concat_ws('，', r.number, r.court, '作出 ' || r.made, '送达 ' || r.served, '解除 ' || r.lifted), r.place)
                ORDER BY r.begun, r.number) AS orders
    FROM hits h JOIN restricted r ON r.id = h.id AND r.begun < h.since AND NOT coalesce(r.lifted <= h.since, false)
    GROUP BY h.place, h.id
),
judged AS (
    SELECT h.*, d.* EXCLUDE (place, id), NOT EXISTS (SELECT 1 FROM registrations r
                   WHERE r.place = n.place AND (r.id = h.id OR r.id IS NULL AND r.owner = h.owner)) AS has_passed, n.owner AS newest_owner, n.place AS newest_place,
           CASE WHEN contains(h.id, '-') THEN 'bought-by-unit' ELSE 'bought' END AS rule
    FROM hits h JOIN during d ON d.place = h.place AND d.id = h.id JOIN newest n ON n.vehicle = h.vehicle
    -- 原来就是他的：变更登记、转入登记，不是取得。
    WHERE NOT coalesce(norm_id(h.former_id) = h.id, false)
      AND NOT EXISTS (SELECT 1 FROM registrations r WHERE r.vehicle = h.vehicle AND r.id = h.id AND r.since < h.since)
    QUALIFY row_number() OVER (PARTITION BY h.vehicle, h.id ORDER BY h.loaded DESC, h.place DESC) = 1
),
kept AS (
    SELECT * FROM judged
    -- 营运、特种用途的除外；“非营运”“营转非”不是营运。
    WHERE NOT coalesce(contains(use, '客运') OR contains(use, '货运') OR contains(use, '租') AND NOT contains(use, '租转非')
                       OR contains(use, '营运') AND NOT contains(use, '非营运')
                       OR contains(use, '警用') OR contains(use, '消防') OR contains(use, '救护') OR contains(use, '救险')
                       OR contains(use, '教练') OR contains(use, '校车'), false)
      AND NOT coalesce(contains(acquired, '继承') OR contains(acquired, '赠') OR contains(acquired, '抵')
                       OR contains(acquired, '裁') OR contains(acquired, '判'), false)
)
SELECT vehicle || ' ' || id AS key, rule, number AS case_number, court, [person, owner] AS parties,
       price AS amount, since AS act_date,
       (rule = 'bought')::INTEGER * 10000000000000 + least(coalesce(price, 0), 9999999999999) AS rank,
       [CASE WHEN is_unserved THEN 'served' END, CASE WHEN use IS NULL THEN 'use' END,
        CASE WHEN former_id IS NULL AND since > first_registered THEN 'moved' END] AS missing,
       ['paid-when', 'payer', CASE WHEN rule = 'bought' THEN 'as-officer' END, 'permit', 'needed', 'punished', 'sold', 'lease', 'affiliated',
        CASE WHEN mortgaged IS NOT NULL AND mortgaged NOT IN ('0', '否', '无') THEN 'mortgaged' END] AS questions,
       [fact('号牌号码', plate, place), fact('车辆识别代号', vin, place), fact('品牌', make, place),
        fact('使用性质', use, place), fact('所有人', owner, place), fact('机动车状态', state, place),
        fact('登记日期', since, place), fact('初次登记日期', first_registered, place), fact('获得方式', acquired, place),
        fact('销售价格', yuan(price), place), fact('原所有人', former, place), fact('限制消费日期', begun, order_place),
        fact('后来登记在', CASE WHEN has_passed THEN newest_owner END, newest_place)] || orders AS facts
FROM kept
