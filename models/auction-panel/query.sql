-- 合议日期晚于公告日期；同日不算。
SELECT concat_ws(' ', lot, case_number, round, "start"::VARCHAR) AS key, 'after-notice' AS rule,
       case_number_norm AS case_number, coalesce(court, case_court(case_number)) AS court,
       [owner] AS parties, notice AS act_date, date_diff('day', notice, panel) AS rank, ['earlier'] AS questions,
       [fact('标的物', coalesce(title, lot), place), fact('公告日期', notice, place), fact('合议日期', panel, place),
        fact('起拍价', yuan(start_price), place), fact('轮次', round, place)] AS facts
FROM auctions
WHERE panel > notice AND NOT coalesce(contains(state, '撤回'), false)
