-- From a variant to all SKUs that sell it, asked at every webhook of its stock.
create index variant_former_sku_by_variant on variant_former_sku (account_id, variant_gid);
create index global_mapping_parts on global_mapping using gin (components jsonb_path_ops);
