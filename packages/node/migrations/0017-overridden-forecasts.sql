-- Which forecasts a person gave is asked for every item of a list.

create index forecast_overridden on forecast_result (run, item) where override_id is not null;
