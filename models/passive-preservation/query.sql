-- 一次保全一种情形一条。转入的执行案件：台账写明的，或者执行依据相同的。
WITH kept AS (
    SELECT case_number_norm AS number, case_court(case_number) AS court_code,
           coalesce(court, case_court(case_number)) AS court, applicant, respondent, property_number AS thing,
           coalesce(property, property_number, '（未写明财产）') AS property, amount, "start", "end", told, title,
           enforcement_case_norm AS enforcement, enforced, released, dismissed, as_of, least($today, coalesce(as_of, $today)) AS known, place
    FROM preservations
    WHERE "start" <= $today
),
filled AS (SELECT court_code, count(told) * 100 >= $least_filled * count(*) AS has_told FROM kept GROUP BY court_code),
enforced_cases AS (
    SELECT case_number_norm AS number, title, filed, closed, satisfied, place FROM cases
    WHERE case_kind(case_number) IN ('执', '执恢')
),
by_title AS (
    SELECT title, min(filed) AS filed, arg_min(number, filed) AS number FROM enforced_cases
    WHERE title IN (SELECT title FROM kept WHERE enforcement IS NULL) AND filed IS NOT NULL
    GROUP BY title
),
linked AS (
    SELECT k.*, coalesce(k.enforcement, t.number) AS enforced_in
    FROM kept k LEFT JOIN by_title t ON t.title = CASE WHEN k.enforcement IS NULL THEN k.title END
),
timed AS (
    SELECT l.*, e.filed, e.closed, e.satisfied, e.place AS filed_place, has_told,
           released IS NULL AND coalesce("end" >= $today, true) AS is_on
    FROM linked l JOIN filled f ON f.court_code IS NOT DISTINCT FROM l.court_code
         LEFT JOIN enforced_cases e ON e.number = l.enforced_in
),
-- 收成一个列表，数据库才知道它们很少。
things AS (SELECT unnest(list(DISTINCT thing)) AS thing FROM kept WHERE thing IS NOT NULL),
sealed AS (
    -- 解封另有一行的（查封类型或者措施写着“解”）：自解封之日起解除；解除轮候的不算。
    SELECT number, thing, "start", coalesce(lifted, "start") AS released, contains(words, '解') AS is_release, contains(words, '轮候') AS is_waiting
    FROM (SELECT case_number_norm AS number, property_number AS thing, "start", lifted, concat(kind, measure) AS words
          FROM seals WHERE property_number IN (SELECT thing FROM things WHERE thing IS NOT NULL)
          UNION ALL
          SELECT case_number_norm, plate, "start", lifted, concat(kind, measure) FROM seals WHERE plate IN (SELECT thing FROM things WHERE thing IS NOT NULL)
          UNION ALL
          SELECT case_number_norm, vin, "start", lifted, concat(kind, measure) FROM seals WHERE vin IN (SELECT thing FROM things WHERE thing IS NOT NULL))
),
-- 执行案件（或者保全案件本身续行）对同一财产的查封。
followed AS (
    SELECT t.place, min(CASE WHEN s.number = t.enforced_in AND NOT is_release THEN s."start" END) AS taken,
           bool_or(NOT is_release AND s."start" BETWEEN t."start" + 1 AND t."end" + 1) AS is_extended,
           -- 查封台账记有这一次保全：届满由 seal-lapsed 判断，这里不再列一次。
           bool_or(s.number = t.number AND s."start" = t."start" AND NOT is_release AND NOT is_waiting) AS is_in_seals,
           -- 没有写日期的，当作保全之日就解除：何时不明，不作违反论。
           min(CASE WHEN is_release AND NOT is_waiting AND s.number = t.number AND coalesce(s.released >= t."start", true)
                    THEN coalesce(s.released, t."start") END) AS released
    FROM timed t JOIN sealed s ON s.thing = t.thing AND (s.number = t.enforced_in OR s.number = t.number)
    GROUP BY t.place
),
compared AS (
    SELECT t.* EXCLUDE (released, is_on), f.* EXCLUDE (place, released), least(t.released, f.released) AS released,
           is_on AND f.released IS NULL AS is_on
    FROM timed t LEFT JOIN followed f ON f.place = t.place
),
judged AS (
    SELECT *, unnest([
        CASE WHEN dismissed + $days::INTEGER < known AND is_on THEN 'dismissed' END,
        CASE WHEN filed + $days::INTEGER < known AND enforced IS NULL AND taken IS NULL AND is_on
                  AND closed IS NULL AND satisfied IS NULL
             THEN CASE WHEN case_court(enforced_in) <> court_code THEN 'not-handed-over' ELSE 'not-taken' END END,
        CASE WHEN "end" < known AND "end" >= filed AND NOT coalesce(is_extended, false) AND NOT coalesce(is_in_seals, false) AND NOT coalesce(released <= "end", false)
                  AND NOT coalesce(closed <= "end", false) AND NOT coalesce(satisfied <= "end", false) THEN 'lapsed' END,
        CASE WHEN told > "end" THEN 'told-after'
             WHEN told IS NULL AND "end" < known AND has_told AND NOT coalesce(released <= "end", false) THEN 'not-told' END]) AS rule
    FROM compared
)
SELECT concat_ws(' ', number, coalesce(thing, property), "start"::VARCHAR, rule) AS key, rule, number AS case_number, court,
       [applicant, respondent] AS parties, CASE WHEN amount > 0 THEN amount END AS amount,
       CASE WHEN rule = 'dismissed' THEN dismissed
            WHEN rule IN ('not-handed-over', 'not-taken') THEN filed ELSE "end" END AS act_date,
       least(coalesce(amount, 0), 999999999999999) AS rank,
       [CASE WHEN rule = 'dismissed' THEN 'released' END,
        CASE WHEN rule IN ('not-handed-over', 'not-taken') THEN 'enforced' END,
        CASE WHEN rule = 'not-told' THEN 'told' END] AS missing,
       [CASE WHEN rule = 'dismissed' THEN 'ruling-day' END,
        CASE WHEN rule = 'dismissed' THEN 'final' END, CASE WHEN rule IN ('not-handed-over', 'not-taken') THEN 'handed' END,
        CASE WHEN rule = 'lapsed' THEN 'renewed' END, CASE WHEN rule IN ('told-after', 'not-told') THEN 'told-how' END] AS questions,
       [fact('财产', property, place), fact('保全日期', "start", place), fact('到期日', "end", place),
        fact('解除日期', released, place), fact('败诉或撤诉', dismissed, place),
        fact('告知日期', told, place), fact('执行案号', enforced_in, place), fact('执行立案', filed, filed_place),
        fact('转入执行', enforced, place),
        CASE WHEN rule IN ('not-handed-over', 'not-taken') THEN fact('等待天数', $days::VARCHAR, NULL) END,
        fact('保全金额', yuan(amount), place), fact('数据日期', as_of, place)] AS facts
FROM judged
WHERE rule IS NOT NULL
