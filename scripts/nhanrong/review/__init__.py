"""The review sheet of a commune: what is asked, the sheet on paper and in Excel, and what an answered one records."""
