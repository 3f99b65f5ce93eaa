-- 一件财产一种情形一条。期限的起日不算，届满日遇休假顺延；记录了暂缓、中止天数的，加上。
WITH open AS (
    SELECT case_number_norm AS number, court, cause, closed, greatest(coalesce(suspended_days, 0), 0)::INTEGER AS stay,
           suspended_days IS NOT NULL AS has_stay, greatest(claim - coalesce(paid, 0), 0) AS unpaid, place
    FROM cases
),
valued AS (
    SELECT case_number_norm AS number, case_court(case_number) AS court_code, court, coalesce(property_number, plate) AS thing,
           coalesce(property, property_number, plate) AS property, plate IS NOT NULL AS is_vehicle, way, started, fixed, received, sent,
           objected, price, place,
           coalesce(contains(way, '议价'), false) AS is_agreed, coalesce(contains(way, '议价') OR contains(way, '定向'), false) AS has_no_objection
    FROM appraisals
),
sealed AS (
    SELECT case_number_norm AS number, case_court(case_number) AS court_code, property_number AS thing, coalesce(property, property_number) AS property, owner,
           "start", "end", lifted, disposed, place
    FROM seals
    WHERE property_number IS NOT NULL AND property_kind IS NOT NULL AND case_kind(case_number) IN ('执', '执恢')
      AND NOT contains(concat(kind, measure), '轮候') AND NOT contains(coalesce(kind, ''), '续') AND NOT contains(concat(kind, measure), '解')
      AND NOT (contains(property_kind, '车') OR contains(property_kind, '存款') OR contains(property_kind, '账户') OR contains(property_kind, '资金')
               OR contains(property_kind, '公积金') OR contains(property_kind, '保险') OR contains(property_kind, '证券') OR contains(property_kind, '股票')
               OR contains(property_kind, '基金') OR contains(property_kind, '债') OR contains(property_kind, '收入') OR contains(property_kind, '余额'))
),
first_valued AS (
    SELECT thing, min(coalesce(started, fixed, received, sent)) AS first_day, min(started) AS first_started, bool_or(started IS NULL) AS has_undated,
           arg_min(place, started) AS place
    FROM valued WHERE thing IS NOT NULL GROUP BY thing
),
-- 顺延、扣除只会更晚：连不顺延、不扣除的期限都没有过的，不必再算。
undone AS (
    SELECT s.*, v.first_day, v.first_started, v.has_undated, v.place AS valued_place
    FROM sealed s LEFT JOIN first_valued v ON v.thing = s.thing
    WHERE v.first_day IS NULL AND s."start" + $value_days::INTEGER < $today OR v.first_started > s."start" + $value_days::INTEGER
),
-- 解封另有一行的（查封类型或者措施写着“解”）：同一案件、同一财产，自解封之日起解除；解除轮候的不算。
releases AS (
    SELECT case_number_norm AS number, property_number AS thing, coalesce(lifted, "start") AS released FROM seals
    WHERE contains(concat(kind, measure), '解') AND NOT contains(concat(kind, measure), '轮候')
      AND case_number_norm IN (SELECT number FROM (SELECT unnest(list(DISTINCT number)) AS number FROM undone) WHERE number IS NOT NULL)
),
-- 没有写日期的，当作查封之日就解除：何时不明，不作违反论。
released AS (
    SELECT s.place, min(coalesce(r.released, s."start")) AS released
    FROM undone s JOIN releases r ON r.number = s.number AND r.thing = s.thing
    WHERE coalesce(r.released >= s."start", true)
    GROUP BY s.place
),
unvalued AS (
    SELECT s.* EXCLUDE (lifted), least(s.lifted, r.released) AS lifted, o.closed, coalesce(stay, 0) AS stay,
           coalesce(period_end(s."start", ($value_days + coalesce(stay, 0))::INTEGER), s."start" + ($value_days + coalesce(stay, 0))::INTEGER) AS due,
           period_end(s."start", ($value_days + coalesce(stay, 0))::INTEGER) IS NULL AS is_plain
    FROM undone s LEFT JOIN released r ON r.place = s.place LEFT JOIN open o ON o.number = s.number
),
-- 各法院的参考价、拍卖记录到哪一天为止：此后的不知道。
valued_until AS (
    SELECT court_code, max(greatest(started, fixed, received, sent)) AS last FROM valued GROUP BY court_code
),
sold_until AS (
    SELECT case_court(case_number) AS court_code, max(coalesce(notice, "start"::DATE)) AS last FROM auctions GROUP BY 1
),
late_value AS (
    SELECT number, court_code, thing, property, CASE WHEN first_day IS NULL THEN 'not-valued' ELSE 'valued-late' END AS rule,
           due, is_plain, false AS has_no_way, place, [fact('财产', property, place), fact('权利人', owner, place), fact('查封日期', "start", place), fact('启动日期', first_started, valued_place)] AS facts
    FROM unvalued
    WHERE due < $today AND NOT coalesce(lifted <= due, false) AND NOT coalesce(disposed <= due, false)
      AND NOT coalesce("end" <= due, false) AND NOT coalesce(closed <= due, false)
      -- 已经结案的，未变价另看“终本时已有财产”。
      AND (first_day IS NULL AND due < (SELECT max(last) FROM valued_until u WHERE u.court_code = unvalued.court_code) AND closed IS NULL AND lifted IS NULL AND disposed IS NULL
           OR first_started > due AND first_day >= first_started AND NOT has_undated)
),
filled AS (SELECT court_code, count(sent) * 100 >= $least_filled * count(received) AS has_sent FROM valued GROUP BY court_code),
late_report AS (
    SELECT number, court_code, thing, property,
           CASE WHEN sent IS NULL THEN 'not-sent' ELSE 'sent-late' END AS rule, due, is_plain, way IS NULL AS has_no_way, place,
           [fact('财产', property, place), fact('方式', way, place), fact('收到日期', received, place), fact('发送日期', sent, place)] AS facts
    FROM (SELECT v.*, has_sent, coalesce(period_end(received, $send_days::INTEGER), received + $send_days::INTEGER) AS due,
                 period_end(received, $send_days::INTEGER) IS NULL AS is_plain
          FROM valued v JOIN filled f ON f.court_code IS NOT DISTINCT FROM v.court_code
          WHERE NOT is_agreed AND received IS NOT NULL)
    WHERE sent > due OR sent IS NULL AND due < $today AND has_sent
),
-- 异议期满才算确定：议价、定向询价不受理异议，其余加五日。
sales AS (
    SELECT unnest([property_number, plate]) AS thing, coalesce(notice, "start"::DATE) AS day, place FROM auctions
    UNION ALL
    SELECT unnest([property_number, plate]), ruled, place FROM disposals
),
unsold AS (
    SELECT v.* FROM valued v ANTI JOIN sales s ON s.thing = v.thing AND s.day BETWEEN v.fixed AND v.fixed + $sale_days::INTEGER
    WHERE fixed IS NOT NULL AND objected IS NULL AND thing IS NOT NULL
),
priced AS (
    SELECT v.*, o.closed, coalesce(o.stay, 0) AS stay,
           greatest(fixed, CASE WHEN NOT has_no_objection THEN coalesce(period_end(sent, 5), sent + 5) END) AS since
    FROM unsold v LEFT JOIN open o ON o.number = v.number
),
begun AS (
    SELECT p.place, min(s.day) AS first_day, bool_or(s.day IS NULL) AS has_undated, arg_min(s.place, s.day) AS day_place
    FROM priced p JOIN sales s ON s.thing = p.thing AND coalesce(s.day >= p.fixed, true)
    GROUP BY p.place
),
-- 拍卖只记了案号、没有财产编号的：不知道是不是这一件，不列。
vague AS (SELECT DISTINCT case_number_norm AS number FROM auctions WHERE property_number IS NULL AND plate IS NULL AND case_number IS NOT NULL),
late_sale AS (
    SELECT number, court_code, thing, property, CASE WHEN first_day IS NULL THEN 'no-sale' ELSE 'sale-late' END AS rule, due, is_plain,
           false AS has_no_way, place,
           [fact('财产', property, place), fact('参考价', yuan(price), place), fact('方式', way, place), fact('确定日期', fixed, place),
            fact('发送日期', sent, place), fact('起算日', since, NULL), fact('变价日期', first_day, day_place)] AS facts
    FROM (SELECT p.*, b.first_day, b.has_undated, b.day_place,
                 coalesce(period_end(since, ($sale_days + stay)::INTEGER), since + ($sale_days + stay)::INTEGER) AS due,
                 period_end(since, ($sale_days + stay)::INTEGER) IS NULL AS is_plain
          FROM priced p LEFT JOIN begun b ON b.place = p.place)
         JOIN sold_until USING (court_code)
    WHERE NOT coalesce(has_undated, false) AND number NOT IN (SELECT number FROM vague) AND NOT coalesce(closed <= due, false)
      AND (first_day > due OR first_day IS NULL AND due < last AND closed IS NULL)
),
hits AS (
    SELECT * FROM (SELECT * FROM late_value UNION ALL SELECT * FROM late_report UNION ALL SELECT * FROM late_sale)
    QUALIFY row_number() OVER (PARTITION BY number, coalesce(thing, property), rule ORDER BY due, place) = 1
),
-- 特殊群体的债权排在前面。
weak AS (
    SELECT DISTINCT case_number_norm AS number FROM parties
    WHERE vulnerable IS NOT NULL AND vulnerable NOT IN ('否', '无', '0') AND NOT contains(coalesce(role, ''), '被执行')
)
SELECT concat_ws(' ', h.number, coalesce(thing, property), rule) AS key, rule, h.number AS case_number, coalesce(o.court, h.court_code) AS court,
       CASE WHEN unpaid > 0 THEN unpaid END AS amount, due AS act_date,
       -- 特殊群体、小额，依次在前；其余按未履行金额。
       CASE WHEN w.number IS NOT NULL OR contains(cause, '劳动报酬') OR contains(cause, '养费')
                 OR contains(cause, '赡养') OR contains(cause, '人身损害') OR contains(cause, '工伤') THEN 2000000000000000 ELSE 0 END
           + CASE WHEN unpaid > 0 AND unpaid <= $small THEN 1000000000000000 ELSE 0 END
           + least(coalesce(unpaid, 0), 999999999999999) AS rank,
       [CASE WHEN rule = 'not-valued' THEN 'started' END,
        CASE WHEN rule IN ('not-valued', 'valued-late', 'no-sale', 'sale-late') AND NOT coalesce(has_stay, false) THEN 'suspended' END,
        CASE WHEN rule = 'not-sent' THEN 'sent' END,
        CASE WHEN rule IN ('sent-late', 'not-sent') AND has_no_way THEN 'way' END,
        CASE WHEN is_plain THEN 'calendar' END] AS missing,
       [CASE WHEN rule IN ('not-valued', 'valued-late') THEN 'needed' END,
        CASE WHEN rule IN ('not-valued', 'no-sale', 'sale-late') THEN 'objection' END,
        CASE WHEN rule IN ('not-valued', 'valued-late', 'no-sale') THEN 'burden' END,
        CASE WHEN rule IN ('sent-late', 'not-sent') THEN 'sent-or-served' END,
        CASE WHEN rule IN ('no-sale', 'sale-late') THEN 'begun' END, 'file'] AS questions,
       h.facts AS facts
FROM hits h LEFT JOIN open o ON o.number = h.number LEFT JOIN weak w ON w.number = h.number
