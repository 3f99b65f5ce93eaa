-- 一拍公告日与有效期；有效期内公告的，再看各次开拍是否超过有效期六个月。
WITH rounds AS (
    SELECT *, case_number_norm AS number,
           CASE WHEN contains(round, '变卖') THEN 'sale' WHEN contains(round, '二') OR contains(round, '2') THEN 'second'
                WHEN contains(round, '一') OR contains(round, '1') THEN 'first' END AS stage
    FROM auctions WHERE reference_until IS NOT NULL
),
judged AS (
    SELECT *,
           CASE WHEN notice > reference_until AND contains(reference_way, '评估') THEN 'appraisal-expired'
                WHEN notice > reference_until AND contains(reference_way, '网络') THEN 'inquiry-expired'
                WHEN notice > reference_until THEN 'other-expired'
                WHEN "start"::DATE > add_months(reference_until, 6) THEN 'six-months' END AS rule
    FROM rounds
    WHERE coalesce(stage, 'first') = 'first' AND NOT coalesce(contains(state, '撤回'), false)
)
SELECT concat_ws(' ', lot, case_number, round, "start"::VARCHAR) AS key, rule, number AS case_number,
       coalesce(court, case_court(number)) AS court, [owner] AS parties, reference AS amount,
       CASE rule WHEN 'six-months' THEN "start"::DATE ELSE notice END AS act_date,
       date_diff('day', reference_until, CASE rule WHEN 'six-months' THEN "start"::DATE ELSE notice END) AS rank,
       [CASE WHEN stage IS NULL THEN 'first' END, CASE WHEN reference_way IS NULL THEN 'way' END] AS missing,
       ['renewed', 'agreed', CASE WHEN rule = 'six-months' THEN 'other-law' END] AS questions,
       [fact('标的物', coalesce(title, lot), place), fact('参考价', yuan(reference), place), fact('确定方式', reference_way, place),
        fact('有效期至', reference_until, place), fact('公告日期', notice, place), fact('开拍日期', "start"::DATE, place)] AS facts
FROM judged
WHERE rule IS NOT NULL
