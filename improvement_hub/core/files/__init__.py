"""Files that people upload: received in a stream, known by what stands in them, kept outside the web, served as
attachments. Who may send and who may read a file is decided by the product that has it."""
