-- 一份报告一条：报告当日登记在名下而没有报告，或者报告以后取得而没有补充。
-- 报告过财产、有车的被执行人：收成一个列表，数据库才知道他们很少。
WITH few AS (
    SELECT unnest(list(DISTINCT id)) AS id
    FROM (SELECT owner_id_norm AS id, since FROM vehicles WHERE owner_id_norm IS NOT NULL
          UNION ALL SELECT unnest(string_split(owner_id_norms, '、')), since FROM vehicles WHERE owner_id_norms IS NOT NULL)
    WHERE since IS NOT NULL
      AND id IN (SELECT debtor_id_norm FROM property_reports WHERE debtor_id_norm IS NOT NULL AND reported IS NOT NULL)
),
told AS (
    SELECT case_number_norm AS number, coalesce(court, case_court(case_number)) AS court,
           debtor_id_norm AS id, debtor, reported, ordered, content,
           coalesce(contains(kind, '车') OR contains(kind, '交通') OR contains(kind, '运输'), true) AS is_of_vehicles,
           fined, detained, place
    FROM property_reports WHERE debtor_id_norm IN (SELECT id FROM few WHERE id IS NOT NULL) AND reported IS NOT NULL
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
    WHERE since IS NOT NULL AND id IN (SELECT id FROM few WHERE id IS NOT NULL)
),
-- 一名被执行人在一件案件中一天的报告；关于车辆的内容（种类没有写明的也算）。判断不论次序，写在线索上的才排。
reports AS (
    SELECT number, id, reported, max(court) AS court, max(debtor) AS debtor, max(ordered) AS ordered, max(fined) AS fined, max(detained) AS detained,
           string_agg(content, '；') FILTER (WHERE is_of_vehicles) AS content,
           string_agg(content, '；') AS whole, min(place) AS place
    FROM told GROUP BY number, id, reported
),
-- 每次责令以后的第一份是财产报告，其余是补充。
first_reports AS (
    SELECT * FROM reports QUALIFY row_number() OVER (PARTITION BY number, id, ordered ORDER BY reported) = 1
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
-- 同一辆车这次登记以后，别人的第一次登记。
held AS (
    SELECT h.*, -- 转出、盗抢、注销、强制注销、报废；查封；读不懂的是不明。
           vehicle_state(state) AS letters, coalesce(translate(letters, 'BCEMP', '') <> letters, false) AS is_gone,
           coalesce(contains(letters, '?'), true) AS is_stateless,
           coalesce(add_months(inspection_until, $months_missed::INTEGER) < $today, false) AS is_unused,
           least((SELECT min(r.since) FROM registrations r WHERE r.vehicle = h.vehicle AND r.since > h.since AND NOT coalesce(r.id = h.id, false)),
                 h."until") AS passed
    FROM hits h
    QUALIFY row_number() OVER (PARTITION BY vehicle, id, since ORDER BY loaded DESC, place DESC) = 1
),
compared AS (
    SELECT p.number, p.id, p.reported, v.vehicle, v.plate, v.vin, v.since, v.state, v.is_stateless, v.place,
           v.since < p.reported AS is_before,
           CASE WHEN v.since > p.reported THEN 'not-supplemented'
                WHEN trim(p.content) IN ('无', '没有', '无车', '无车辆', '零', '0', '无财产', '无任何财产', '名下无车', '名下无车辆') THEN 'said-none'
                ELSE 'not-named' END AS rule
    FROM first_reports p JOIN held v ON v.id = p.id
    WHERE v.since <> p.reported AND NOT is_gone AND NOT is_unused
      AND NOT coalesce(passed <= greatest(p.reported, v.since), false)
      -- 任何一份列明了的不算：报告当日及以前的，取得以后十日内的。
      AND NOT EXISTS (SELECT 1 FROM reports q
                      WHERE q.number = p.number AND q.id = p.id AND q.reported <= greatest(p.reported, period_end(v.since, 10))
                        AND (contains(translate(q.whole, ' ·', ''), v.plate) OR coalesce(contains(q.whole, v.vin), false)))
      AND (v.since < p.reported OR period_end(v.since, 10) < $today)
),
-- 取得在后的，只看取得以前最后一份报告。
chosen AS (
    SELECT * FROM compared c
    WHERE is_before OR NOT EXISTS (SELECT 1 FROM first_reports q WHERE q.number = c.number AND q.id = c.id AND q.reported > c.reported AND q.reported < c.since)
),
judged AS (
    SELECT number, id, reported, rule, string_agg(concat_ws(' ', coalesce(plate, vin), since), '、' ORDER BY since, vehicle) AS cars, count(*) AS n,
           bool_or(is_stateless) AS is_stateless, min(since) AS first_since,
           list(fact('车辆', concat_ws('，', coalesce(plate, vin), vin, '登记 ' || since, '状态 ' || state), place) ORDER BY since, vehicle) AS facts
    FROM chosen GROUP BY number, id, reported, rule
),
contents AS (
    SELECT number, id, reported, coalesce(string_agg(content, '；' ORDER BY place) FILTER (WHERE is_of_vehicles),
                                          string_agg(content, '；' ORDER BY place)) AS content
    FROM told WHERE number IN (SELECT number FROM judged WHERE number IS NOT NULL) GROUP BY number, id, reported
)
SELECT concat_ws(' ', j.number, j.id, j.reported, CASE WHEN rule = 'not-supplemented' THEN rule END) AS key, rule, j.number AS case_number, p.court, [p.debtor] AS parties,
       CASE WHEN rule = 'not-supplemented' THEN first_since ELSE j.reported END AS act_date,
       CASE rule WHEN 'said-none' THEN 2000 WHEN 'not-named' THEN 1000 ELSE 0 END + n AS rank,
       [CASE WHEN is_stateless AND rule <> 'not-supplemented' THEN 'state' END] AS missing,
       ['paper', 'period', 'knew', CASE WHEN p.fined IS NULL AND p.detained IS NULL THEN 'punished' END, 'sold', 'lease', 'affiliated'] AS questions,
       [fact('报告日期', p.reported, p.place), fact('报告内容', c.content, p.place), fact('未报告车辆', cars, NULL),
        fact('报告财产令日期', p.ordered, p.place), fact('罚款日期', p.fined, p.place), fact('拘留日期', p.detained, p.place)] || j.facts AS facts
FROM judged j JOIN first_reports p ON p.number = j.number AND p.id = j.id AND p.reported = j.reported
JOIN contents c ON c.number = j.number AND c.id = j.id AND c.reported = j.reported
