-- 一案一人一条：终本之日有车，而没有查询、没有查车，或者反馈没有。
-- 每件终本案件的每名被执行人（清单一行可能有几名，、分隔）。先只看号码。
WITH named AS (
    SELECT debtor_id_norm AS id FROM terminated_cases WHERE terminated IS NOT NULL AND debtor_id_norm IS NOT NULL
    UNION ALL
    SELECT unnest(string_split(debtor_id_norms, '、')) FROM terminated_cases
    WHERE terminated IS NOT NULL AND debtor_id_norms IS NOT NULL
),
-- 其中有车的：收成一个列表，数据库才知道他们很少。
few AS (
    SELECT unnest(list(DISTINCT id)) AS id
    FROM (SELECT owner_id_norm AS id, since FROM vehicles WHERE owner_id_norm IS NOT NULL
          UNION ALL SELECT unnest(string_split(owner_id_norms, '、')), since FROM vehicles WHERE owner_id_norms IS NOT NULL)
    WHERE since IS NOT NULL AND id IN (SELECT id FROM named WHERE id IS NOT NULL)
),
closed AS (
    SELECT * FROM (
        SELECT norm_id(unnest(string_split(debtor_id, '、'))) AS id,
               unnest(CASE WHEN len(string_split(debtor, '、')) = len(string_split(debtor_id, '、'))
                           THEN string_split(debtor, '、') END) AS debtor,
               case_number_norm AS number,
               coalesce(court, case_court(case_number)) AS court, terminated,
               coalesce(unpaid, claim - coalesce(paid, 0)) AS unpaid, place
        FROM (SELECT * FROM terminated_cases WHERE debtor_id_norm IN (SELECT id FROM few WHERE id IS NOT NULL)
              UNION ALL SELECT * FROM terminated_cases WHERE debtor_id_norms IS NOT NULL)
        WHERE terminated IS NOT NULL)
    WHERE id IN (SELECT id FROM few WHERE id IS NOT NULL)
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
-- 终本当日登记在他名下的车辆。
cars AS (
    SELECT c.*, h.since, h.vehicle, h.plate, h.vin, h.make, h.state, h.inspection_until, h.place AS car_place, h.is_stateless,
           coalesce(inspected > terminated, false) OR coalesce(insured_until >= $today, false) AS is_in_use
    FROM closed c JOIN held h ON h.id = c.id
    WHERE h.since < c.terminated AND NOT coalesce(h.passed <= c.terminated, false) AND NOT is_gone AND NOT is_unused
),
had AS (
    SELECT number, id, max(court) AS court, max(debtor) AS debtor, max(terminated) AS terminated, max(unpaid) AS unpaid, max(place) AS place,
           bool_or(is_stateless) AS is_stateless, min(since) AS first_since, bool_or(is_in_use) AS is_in_use
    FROM cars GROUP BY number, id
),
numbers AS (SELECT unnest(list(DISTINCT number)) AS number FROM had),
asked AS (
    SELECT case_number_norm AS number, person_id_norm AS id, person,
           contains(category, '车') OR contains(category, '交通') OR contains(category, '运输') AS is_of_vehicles,
           coalesce(sent, answered) AS sent, found, place
    FROM queries WHERE case_number_norm IN (SELECT number FROM numbers WHERE number IS NOT NULL)
),
-- 清单有记录的案件。
listed AS (
    SELECT DISTINCT number FROM asked
),
-- 一案一人一行：日期不明的查询算查过。
of_person AS (
    SELECT h.number, h.id, count(*) AS n, bool_or(a.is_of_vehicles) AS has_vehicles, bool_or(a.sent IS NULL) AS is_undated,
           bool_or(a.is_of_vehicles AND (a.found IS NULL OR NOT (contains(a.found, '无') OR contains(a.found, '没有') OR a.found IN ('否', '0')))) AS has_found,
           max(CASE WHEN a.is_of_vehicles THEN a.sent END) AS vehicles_sent,
           last(a.found ORDER BY a.sent, a.place) FILTER (WHERE a.is_of_vehicles) AS found,
           last(a.place ORDER BY a.sent, a.place) FILTER (WHERE a.is_of_vehicles) AS place
    FROM had h JOIN asked a ON a.number = h.number AND (a.id = h.id OR a.id IS NULL AND coalesce(a.person = h.debtor, true))
    WHERE NOT coalesce(a.sent > h.terminated, false)
    GROUP BY h.number, h.id
),
enforcement AS (
    SELECT case_number_norm AS number, max(obligation) AS obligation, max(previous) AS previous,
           max(queried) AS queried, max(place) AS place
    FROM cases WHERE case_number_norm IN (SELECT number FROM numbers WHERE number IS NOT NULL) GROUP BY 1
),
judged AS (
    SELECT h.*, e.obligation, e.previous, e.queried, e.place AS case_place, o.is_undated, o.vehicles_sent, o.found, o.place AS query_place,
           CASE WHEN l.number IS NULL THEN 'case-not-listed'
                WHEN o.number IS NULL THEN 'not-queried'
                WHEN NOT o.has_vehicles THEN 'no-vehicle-query'
                -- 查询以前就登记的，反馈没有才不合。
                WHEN NOT o.has_found AND NOT coalesce(h.first_since >= o.vehicles_sent, false) THEN 'said-none' END AS rule
    FROM had h LEFT JOIN listed l ON l.number = h.number LEFT JOIN of_person o ON o.number = h.number AND o.id = h.id
    LEFT JOIN enforcement e ON e.number = h.number
    WHERE NOT coalesce(NOT contains(e.obligation, '金钱') AND NOT contains(e.obligation, '款'), false)
      AND NOT (l.number IS NULL AND coalesce(e.queried <= h.terminated, false))
),
missed AS (SELECT * FROM judged WHERE rule IS NOT NULL),
-- 车辆的列表排次序，每一组都要费时：只给命中的。
lists AS (
    SELECT number, id, string_agg(coalesce(plate, vin), '、' ORDER BY since, vehicle) AS cars,
           list(fact('车辆', concat_ws('，', coalesce(plate, vin), vin, make, '登记 ' || since, '状态 ' || state, '检验有效期至 ' || inspection_until), car_place)
                ORDER BY since, vehicle) AS facts
    FROM cars WHERE number IN (SELECT number FROM missed WHERE number IS NOT NULL) GROUP BY number, id
)
SELECT number || ' ' || id AS key, rule, number AS case_number, court, [debtor] AS parties,
       CASE WHEN unpaid > 0 THEN unpaid END AS amount, terminated AS act_date,
       CASE rule WHEN 'not-queried' THEN 3 WHEN 'no-vehicle-query' THEN 2 WHEN 'case-not-listed' THEN 1 ELSE 0 END * 100000000000000
           + is_in_use::INTEGER * 10000000000000 + least(coalesce(unpaid, 0), 9999999999999) AS rank,
       [CASE WHEN is_stateless THEN 'state' END, CASE WHEN obligation IS NULL THEN 'obligation' END,
        CASE WHEN previous IS NOT NULL OR case_kind(number) = '执恢' OR case_place IS NULL THEN 'previous' END,
        CASE WHEN is_undated THEN 'sent' END] AS missing,
       ['in-file', 'scope', 'sealed', CASE WHEN previous IS NOT NULL OR case_kind(number) = '执恢' THEN 'earlier' END,
        CASE WHEN rule = 'case-not-listed' THEN 'listed' END, 'sold', 'lease', 'affiliated', 'where'] AS questions,
       [fact('车辆', cars, NULL), fact('最早登记', first_since, NULL), fact('终本日期', terminated, place), fact('未履行金额', yuan(unpaid), place), fact('查询日期', vehicles_sent, query_place),
        fact('查询反馈', found, query_place), fact('案件清单记载的查控日期', queried, case_place), fact('执行内容', obligation, case_place),
        fact('原执行案号', previous, case_place)] || facts AS facts
FROM missed JOIN lists USING (number, id)
