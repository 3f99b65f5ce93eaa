-- 一次扣押一条：执行案件中的车辆扣押，三十日内没有启动确定参考价。
WITH taken AS (
    SELECT case_number_norm AS number, case_kind(case_number) AS case_kind,
           coalesce(court, case_court(case_number)) AS court, plate, norm_vin(vin) AS vin, property_number,
           coalesce(norm_vin(vin), plate, property_number) AS thing, coalesce(plate, property, norm_vin(vin)) AS property,
           owner, keeper, impounded, returned, stay, place
    FROM impounds
    WHERE (plate IS NOT NULL OR norm_vin(vin) IS NOT NULL) AND impounded IS NOT NULL
),
-- 每件案件一行：执行内容、履行情况。
enforcement AS (
    SELECT case_number_norm AS number, max(obligation) AS obligation, min(satisfied) AS satisfied,
           max(claim - coalesce(paid, 0)) AS unpaid, max(closing) AS closing, max(closed) AS closed,
           max(coalesce(suspended_days, 0)) AS suspended, max(place) AS place
    FROM cases WHERE case_number_norm IN (SELECT number FROM taken WHERE number IS NOT NULL) GROUP BY 1
),
-- 本案对这辆车的措施：轮候的、已解除或处置的。解封另有一行的（查封类型或者措施写着“解”），自解封之日起解除。
measures AS (
    SELECT case_number_norm AS number, plate, norm_vin(vin) AS vin, concat(kind, measure) AS words, contains(words, '解') AS is_release,
           CASE WHEN is_release THEN coalesce(lifted, "start") ELSE lifted END AS lifted, disposed
    FROM seals
    WHERE case_number_norm IN (SELECT number FROM taken WHERE number IS NOT NULL)
),
priced AS (
    SELECT case_number_norm AS number, plate, property_number, coalesce(started, fixed) AS begun, place
    FROM appraisals WHERE case_number_norm IN (SELECT number FROM taken WHERE number IS NOT NULL)
    UNION ALL
    -- 已经拍卖、处置的，确定过参考价，哪天启动不明。
    SELECT coalesce(norm_case(case_number), case_number), plate, plate, NULL, place
    FROM (SELECT case_number, plate, place FROM auctions UNION ALL SELECT case_number, plate, place FROM disposals)
    WHERE plate IS NOT NULL AND coalesce(norm_case(case_number), case_number) IN (SELECT number FROM taken WHERE number IS NOT NULL)
),
begun AS (
    SELECT t.place, bool_or(p.begun IS NULL) AS is_undated, min(p.begun) AS begun, first(p.place ORDER BY p.begun, p.place) AS begun_place
    FROM taken t JOIN priced p ON p.number = t.number
        AND (p.plate = t.plate OR p.property_number IN (t.plate, t.vin, t.property_number)
             OR p.plate IS NULL AND p.property_number IS NULL)
    GROUP BY t.place
),
sealed AS (
    SELECT t.place, bool_and(contains(m.words, '轮候')) FILTER (WHERE NOT is_release) AS is_waiting,
           -- 解封没有写日期的，当作扣押之日就解除：何时不明，不作违反论。
           min(least(coalesce(m.lifted, CASE WHEN is_release THEN t.impounded END), m.disposed)) AS over
    FROM taken t JOIN measures m ON m.number = t.number AND (m.plate = t.plate OR m.vin = t.vin)
    WHERE NOT (is_release AND (contains(m.words, '轮候') OR coalesce(m.lifted < t.impounded, false)))
    GROUP BY t.place
),
timed AS (
    SELECT t.*, e.* EXCLUDE (number, place), e.place AS case_place, period_end(impounded, (30 + e.suspended)::INTEGER) AS due
    FROM taken t JOIN enforcement e ON e.number = t.number
),
judged AS (
    SELECT t.*, b.begun, b.begun_place, s.is_waiting,
           CASE WHEN b.begun IS NULL THEN 'not-started' ELSE 'late' END AS rule
    FROM timed t LEFT JOIN begun b ON b.place = t.place LEFT JOIN sealed s ON s.place = t.place
    WHERE starts_with(case_kind, '执') AND case_kind <> '执保' AND due < $today AND stay IS NULL
      AND NOT coalesce(returned <= due, false) AND NOT coalesce(satisfied <= due, false) AND NOT coalesce(closed <= due, false)
      AND NOT coalesce(s.over <= due, false)
      AND NOT coalesce(s.is_waiting, false) AND NOT coalesce(b.begun <= due, false)
      AND NOT coalesce(b.is_undated AND b.begun IS NULL, false)
      AND NOT coalesce(NOT contains(obligation, '金钱') AND NOT contains(obligation, '款'), false)
    QUALIFY row_number() OVER (PARTITION BY t.number, t.thing, t.impounded ORDER BY t.place DESC) = 1
)
SELECT concat_ws(' ', number, thing, impounded) AS key, rule, number AS case_number, court, [owner] AS parties,
       CASE WHEN unpaid > 0 THEN unpaid END AS amount,
       -- 条文施行以前扣押的，不按条文计算期限。
       CASE WHEN impounded < DATE '2018-09-01' THEN impounded ELSE due END AS act_date,
       date_diff('day', due, coalesce(begun, returned, satisfied, $today)) AS rank,
       [CASE WHEN obligation IS NULL THEN 'obligation' END, CASE WHEN is_waiting IS NULL THEN 'first' END] AS missing,
       ['in-file', 'valueless', 'settled', 'owner', 'keeping'] AS questions,
       [fact('财产', property, place), fact('权利人', owner, place), fact('扣押日期', impounded, place), fact('保管场所', keeper, place),
        fact('返还日期', returned, place), fact('期限届满', due, place), fact('启动日期', begun, begun_place),
        fact('执行内容', obligation, case_place), fact('未履行金额', yuan(unpaid), case_place), fact('结案方式', closing, case_place),
        fact('结案日期', closed, case_place), fact('履行完毕日期', satisfied, case_place)] AS facts
FROM judged
