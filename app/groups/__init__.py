"""What campaigns and classes share: people counted together, pages that belong to who has the link."""
