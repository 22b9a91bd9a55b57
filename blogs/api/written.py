from blogs.api.images import Images
from blogs.api.posts import PostResource
from blogs.api.revisions import Revisions
from blogs.api.writers import Writers


class WrittenPosts(Writers, Revisions, Images, PostResource):
    __doc__ = PostResource.__doc__
