-- 一拍公告日与有效期；有效期内公告的，再看开拍是否超过有效期六个月。二拍、变卖只看后一项，一拍已经列出的不重复。
WITH rounds AS (
    SELECT *, case_number_norm AS number,
           auction_round(round) AS stage
    FROM auctions WHERE reference_until IS NOT NULL
),
ruled AS (
    SELECT *, coalesce(stage, 'first') = 'first' AS is_first,
           CASE WHEN stage IN ('second', 'sale') THEN CASE WHEN "start"::DATE > add_months(reference_until, 6) THEN 'later-six-months' END
                WHEN notice > reference_until AND contains(reference_way, '评估') THEN 'appraisal-expired'
                WHEN notice > reference_until AND contains(reference_way, '网络') THEN 'inquiry-expired'
                WHEN notice > reference_until THEN 'other-expired'
                WHEN "start"::DATE > add_months(reference_until, 6) THEN 'six-months' END AS rule
    FROM rounds
    WHERE NOT coalesce(contains(state, '撤回'), false)
),
judged AS (
    SELECT *, rule IN ('six-months', 'later-six-months') AS is_by_start FROM ruled
    WHERE is_first OR lot IS NULL OR lot NOT IN (SELECT lot FROM ruled WHERE is_first AND rule IS NOT NULL AND lot IS NOT NULL)
)
SELECT concat_ws(' ', lot, case_number, round, "start"::VARCHAR) AS key, rule, number AS case_number,
       coalesce(court, case_court(number)) AS court, [owner] AS parties, reference AS amount,
       CASE WHEN is_by_start THEN "start"::DATE ELSE notice END AS act_date,
       date_diff('day', reference_until, CASE WHEN is_by_start THEN "start"::DATE ELSE notice END) AS rank,
       [CASE WHEN stage IS NULL THEN 'first' END, CASE WHEN reference_way IS NULL THEN 'way' END] AS missing,
       ['renewed', 'agreed', CASE WHEN is_by_start THEN 'other-law' END] AS questions,
       [fact('标的物', coalesce(title, lot), place), fact('参考价', yuan(reference), place), fact('确定方式', reference_way, place),
        fact('有效期至', reference_until, place), fact('轮次', round, place), fact('公告日期', notice, place), fact('开拍日期', "start"::DATE, place)] AS facts
FROM judged
WHERE rule IS NOT NULL
